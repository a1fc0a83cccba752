//! Opens the database of the configuration.

use crate::config::Config;
use anyhow::Result;
use campaigns::{Patience, patiently};
use std::time::Duration;
use store::Store;

/// Time for which a daemon or a worker waits for its database when it starts: both may start at once after a reboot.
const PATIENCE: Patience = Patience::For(Duration::from_secs(300));

/// Opens the database. A missing one is an error, because its disk may not be mounted.
pub async fn open(config: &Config) -> Result<Store> {
    Ok(Store::open_existing(&config.database.url).await?)
}

/// Opens the database, and waits for one that cannot be reached yet.
pub async fn open_patiently(config: &Config) -> Result<Store> {
    Ok(patiently!("opening the database", PATIENCE, Store::open_existing(&config.database.url).await)?)
}
