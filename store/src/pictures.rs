//! Pictures of audited pages. The pages of permalinks show them, so they are kept as long as the audits.

use crate::both::{Open, execute, read_one};
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Result, Store};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// BLAKE3 hash of the bytes, as in the audit document. Hexadecimal.
    pub hash: String,
    pub bytes: Vec<u8>,
}

impl Store {
    /// Bytes of the picture with this hash. `None` if it was not kept.
    pub async fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        let row: Option<(Vec<u8>,)> = read_one!(self, sql::PICTURE, hash);
        Ok(row.map(|(bytes,)| bytes))
    }
}

/// Stores pictures. Pages that look the same share one picture.
pub async fn put(tx: &mut Open, pictures: &[Picture]) -> Result<()> {
    for picture in pictures {
        execute!(tx, sql::PUT_PICTURE, clean(&picture.hash, CODE), &picture.bytes);
    }
    Ok(())
}
