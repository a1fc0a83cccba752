//! `prune`: deletes old kept pages, never an audit.

use super::Ended;
use crate::{cli, clock, config::Config, database, report::print, words::say};
use anyhow::{Result, bail};
use chrono::TimeDelta;

pub async fn run(config: &Config, asked: &cli::Prune) -> Result<Ended> {
    let keep_last = asked.keep_last.unwrap_or(config.keep.last_audits);
    let days = match (asked.older_than, asked.keep_last) {
        (Some(days), _) => days,
        // With `--keep-last` alone, pages of any age are deleted.
        (None, Some(_)) => 0,
        (None, None) => match config.keep.days {
            Some(days) => days,
            None => bail!("{}", say!("prune-which")),
        },
    };
    let store = database::open(config).await?;
    let before = clock::now() - TimeDelta::days(i64::from(days));
    let pages = store.prune(before, keep_last).await?;
    print(&say!("prune-done", count = pages))?;
    Ok(Ended::Whole)
}
