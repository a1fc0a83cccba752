//! `members`: the registry of those whose sites are audited.

mod check;
mod import;
mod list;
mod sources;
mod sync;
mod told;

use super::{Ended, open};
use crate::{cli::Members, config::Config};
use anyhow::Result;
use store::Store;

pub async fn run(config: &Config, asked: Members) -> Result<Ended> {
    let store = match &asked {
        // The first import makes the database.
        Members::Import { .. } => Store::open(&config.database.url).await?,
        _ => open(config).await?,
    };
    match asked {
        Members::Import { file, source, accept_losses } => {
            import::run(&store, &file, &source, accept_losses).await
        }
        Members::Sync(asked) => sync::run(config, &store, asked).await,
        Members::Check(asked) => check::run(config, &store, asked).await,
        Members::Sources => sources::run(&store).await,
        Members::Show { id } => list::show(&store, &id).await,
        Members::List => list::run(&store).await,
    }
}
