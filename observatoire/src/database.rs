//! Opens the database of the configuration.

use crate::config::Config;
use anyhow::Result;
use store::Store;

/// Opens the database. A missing one is an error, because its disk may not be mounted.
pub async fn open(config: &Config) -> Result<Store> {
    Ok(Store::open_existing(&config.database.url).await?)
}
