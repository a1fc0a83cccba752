//! `init`: makes the database, empty.

use super::Ended;
use crate::config::Config;
use anyhow::Result;
use store::Store;

/// One that is there already stays as it is.
pub async fn run(config: &Config) -> Result<Ended> {
    Store::open(&config.database.url).await?.close().await;
    Ok(Ended::Whole)
}
