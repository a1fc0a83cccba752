//! `init`: creates an empty database.

use super::Ended;
use crate::config::Config;
use anyhow::Result;
use store::Store;

/// An existing database is left as it is.
pub async fn run(config: &Config) -> Result<Ended> {
    Store::open(&config.database.url).await?.close().await;
    Ok(Ended::Whole)
}
