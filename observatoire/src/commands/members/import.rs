//! `members import`: a file, at once and without configuration.

use super::{super::Ended, told};
use crate::{clock, config::Config, report::print};
use anyhow::{Result, anyhow};
use crawler::members::{ReadError, parse_file};
use std::path::Path;
use store::{Losses, Said, Store};

/// Lines that are wrong are told one by one; all others are taken. A file that cannot be read leaves nothing behind.
pub async fn run(config: &Config, file: &Path, source: &str, accept_losses: bool) -> Result<Ended> {
    let unreadable = |source| ReadError::Unreadable { path: file.into(), source };
    let bytes = tokio::fs::read(file).await.map_err(|error| anyhow!(told::read_error(&unreadable(error))))?;
    let read =
        parse_file(&file.to_string_lossy(), &bytes).map_err(|error| anyhow!(told::read_error(&error)))?;
    told::errors(&read.errors);
    let store = Store::open(&config.database.url).await?;
    // Audits that fall due from now on are owed, though no daemon may run yet.
    campaigns::know(&store, &config.plans()?, clock::now()).await?;
    let losses = if accept_losses { Losses::Accepted } else { Losses::Limited };
    let said = Said { losses, kept: &read.kept, ..Said::whole(source, &read.members) };
    let summary = store.sync_members(&said, clock::now()).await?;
    print(&told::summary(&summary, read.errors.len()))?;
    let lost = read.errors.iter().any(|error| error.lost != crawler::members::Lost::Nothing);
    Ok(Ended::whole(!lost && summary.refused.is_empty()))
}
