//! Kept pages: captures of an audit's pages, so that the audit can be judged again. They may be deleted after some
//! time. Audits are never deleted.

use crate::both::{Open, execute, read};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, CODE, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Number of audits whose pages are deleted in one transaction, so that other writers do not wait long.
const PRUNED_AT_ONCE: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPage {
    /// Index of the page in the audit document. Pages outside the sample follow with higher numbers.
    pub number: u32,
    pub url: String,
    /// BLAKE3 hash of the uncompressed content of `bytes`, as in the audit document. Hexadecimal.
    pub snapshot_hash: String,
    /// The capture, compressed by the caller.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Kept pages of an audit. Empty if they were deleted.
    pub async fn kept_pages(&self, audit: Uuid) -> Result<Vec<KeptPage>> {
        let rows: Vec<(i64, String, String, Vec<u8>)> = read!(self, sql::PAGES, audit);
        let page = |(number, url, snapshot_hash, bytes): (i64, String, String, Vec<u8>)| {
            Ok(KeptPage { number: u32::try_from(number)?, url, snapshot_hash, bytes })
        };
        rows.into_iter().map(page).collect()
    }

    /// Deletes pages that were kept before a time, except those of the last `keep_last` audits of each site that have
    /// kept pages. Audits stay. Gives the number of deleted pages.
    pub async fn prune(&self, before: DateTime<Utc>, keep_last: u32) -> Result<u64> {
        let audits: Vec<(Uuid,)> = read!(self, sql::PRUNABLE, milliseconds(before), i64::from(keep_last));
        let mut dropped = 0;
        for some in audits.chunks(PRUNED_AT_ONCE) {
            let mut tx = self.begin().await?;
            for (audit,) in some {
                dropped += execute!(&mut tx, sql::PRUNE, audit);
            }
            commit(tx).await?;
        }
        Ok(dropped)
    }
}

pub async fn put(tx: &mut Open, audit: Uuid, pages: &[KeptPage], now: DateTime<Utc>) -> Result<()> {
    for page in pages {
        let (url, hash) = (clean(&page.url, ADDRESS), clean(&page.snapshot_hash, CODE));
        execute!(tx, sql::PUT_PAGE, audit, i64::from(page.number), url, hash, now, &page.bytes);
    }
    Ok(())
}
