//! Measures the space of audits in a SQLite database that `observatoire run` has filled: `bench-size FILE`. Prints the
//! bytes of the database without kept pages for each audited page, and the sizes of the kept pages.

use anyhow::{Context, Result};
use std::path::PathBuf;
use store::Store;

/// Required bytes for an audited page, without the kept page.
const ASKED_A_PAGE: u64 = 10_000;
/// Required median of the kept pages' bytes.
const ASKED_KEPT: usize = 30_000;

#[tokio::main]
async fn main() -> Result<()> {
    let file: PathBuf = std::env::args_os().nth(1).context("usage: bench-size FILE")?.into();
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    let (mut kept, mut audited, mut audits, mut after) = (Vec::new(), 0, 0, 0);
    loop {
        let heads = store.audits_changed_after(after, 500).await?;
        let Some(last) = heads.last() else { break };
        after = last.revision;
        for head in heads {
            audits += 1;
            audited += u64::from(head.summary.pages_audited);
            kept.extend(store.kept_pages(head.id).await?.into_iter().map(|page| page.bytes.len()));
        }
    }
    store.close().await;
    kept.sort_unstable();
    let whole = std::fs::metadata(&file)?.len();
    let of_pages: usize = kept.iter().sum();
    let without = whole.saturating_sub(of_pages as u64);
    let at = |share: usize| kept.get(kept.len() * share / 100).copied().unwrap_or(0);
    println!("audits              {audits}, {audited} pages audited, {} kept", kept.len());
    println!("database            {} KiB, {} KiB without kept pages", whole >> 10, without >> 10);
    println!("a page, kept aside  {} bytes (asked: {ASKED_A_PAGE})", without / audited.max(1));
    println!("kept page           median {} bytes (asked: {ASKED_KEPT}), 90 % below {}", at(50), at(90));
    Ok(())
}
