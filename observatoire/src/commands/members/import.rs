//! `members import`: a CSV file, at once and without configuration.

use super::{super::Ended, told};
use crate::{clock, report::print};
use anyhow::Result;
use crawler::members::{ReadError, parse_csv};
use std::path::Path;
use store::{Losses, Said, Store};

/// Lines that are wrong are told one by one; all others are taken.
pub async fn run(store: &Store, file: &Path, source: &str, accept_losses: bool) -> Result<Ended> {
    let unreadable = |source| ReadError::Unreadable { path: file.into(), source };
    let bytes = tokio::fs::read(file).await.map_err(unreadable)?;
    let read = parse_csv(&file.to_string_lossy(), &bytes)?;
    told::errors(&read.errors);
    let losses = if accept_losses { Losses::Accepted } else { Losses::Limited };
    let said = Said { losses, kept: &read.kept, ..Said::whole(source, &read.members) };
    let summary = store.sync_members(&said, clock::now()).await?;
    print(&told::summary(&summary, read.errors.len())?)?;
    Ok(Ended::whole(read.errors.is_empty() && summary.refused.is_empty()))
}
