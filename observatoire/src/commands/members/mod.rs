//! `members`: the registry of members.

mod bodies;
mod check;
mod import;
mod list;
mod reason;
mod sources;
mod sync;
mod told;

use super::Ended;
use crate::{cli::Members, config::Config, database};
use anyhow::Result;

pub async fn run(config: &Config, asked: Members) -> Result<Ended> {
    match asked {
        // `import` opens the database itself, after it has read the file: the first import creates the database.
        Members::Import { file, source, accept_losses } => {
            import::run(config, &file, &source, accept_losses).await
        }
        Members::Sync(asked) => sync::run(config, &database::open(config).await?, asked).await,
        Members::Check(asked) => check::run(config, &database::open(config).await?, asked).await,
        Members::Bodies => bodies::run(&database::open(config).await?).await,
        Members::Sources => sources::run(&database::open(config).await?).await,
        Members::Show { id } => list::show(&database::open(config).await?, &id).await,
        Members::List => list::run(&database::open(config).await?).await,
    }
}
