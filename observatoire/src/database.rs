//! The database of the configuration.

use crate::config::Config;
use anyhow::Result;
use store::Store;

/// Opens it. A database that is missing is an error: its disk may not be mounted.
pub async fn open(config: &Config) -> Result<Store> {
    Ok(Store::open_existing(&config.database.url).await?)
}
