//! `members sources`: prints when each registry was read last, with the result.

use super::super::Ended;
use crate::{report::print, words::say};
use anyhow::Result;
use store::Store;

pub async fn run(store: &Store) -> Result<Ended> {
    let sources = store.sources().await?;
    for source in &sources {
        let at = source
            .synced_at
            .map_or_else(|| say!("source-never"), |at| at.format("%Y-%m-%d %H:%M").to_string());
        let failure = source.failure.as_deref().map(|reason| format!("\t{reason}")).unwrap_or_default();
        let listed = say!("source-listed", count = source.listed);
        print(&format!("{}\t{listed}\t{}{failure}", source.source, say!("source-at", at = at)))?;
    }
    Ok(Ended::whole(sources.iter().all(|source| source.failure.is_none())))
}
