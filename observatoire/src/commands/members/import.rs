//! `members import`: imports a file; no `[[registry]]` has to be configured.

use super::{super::Ended, told};
use crate::{clock, config::Config, report::print};
use anyhow::{Result, anyhow};
use crawler::members::{ReadError, parse_file};
use std::path::Path;
use store::{Losses, Said, Store};

/// Imports a file. Each wrong line is reported, and all other lines are imported. A file that cannot be read changes
/// nothing.
pub async fn run(config: &Config, file: &Path, source: &str, accept_losses: bool) -> Result<Ended> {
    let unreadable = |source| ReadError::Unreadable { path: file.into(), source };
    let bytes = tokio::fs::read(file).await.map_err(|error| anyhow!(told::read_error(&unreadable(error))))?;
    let read =
        parse_file(&file.to_string_lossy(), &bytes).map_err(|error| anyhow!(told::read_error(&error)))?;
    told::errors(&read.errors);
    let store = Store::open(&config.database.url).await?;
    // The schedules count from now on: if an appointment passes before a daemon runs, the daemon makes up for it.
    campaigns::know(&store, &config.plans()?, clock::now()).await?;
    let losses = if accept_losses { Losses::Accepted } else { Losses::Limited };
    let said = Said { losses, kept: &read.kept, ..Said::whole(source, &read.members) };
    let summary = store.sync_members(&said, clock::now()).await?;
    print(&told::summary(&summary, read.errors.len()))?;
    let lost = read.errors.iter().any(|error| error.lost != crawler::members::Lost::Nothing);
    Ok(Ended::whole(!lost && summary.refused.is_empty()))
}
