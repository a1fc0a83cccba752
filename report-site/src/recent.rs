//! The documents that were read last. The page of an audit is drawn from its document and from that of the previous
//! audit, whose page is drawn next. So each document is read only once.

use crate::{
    engine::DrawError,
    input::{AuditHead, Source},
};
use rules::audit::{Audit, hash_of};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A document that was read, and its hash.
pub struct Read {
    pub bytes: Vec<u8>,
    pub hash: String,
    pub audit: Audit,
}

/// Reads the document and checks that it is the recorded one.
pub fn read(source: &impl Source, head: &AuditHead) -> Result<Read, DrawError> {
    let bytes = source.document(&head.id)?.ok_or(DrawError::NoDocument)?;
    let hash = hash_of(&bytes);
    if !hash.starts_with(&head.id) {
        return Err(DrawError::OtherDocument { found: hash[..12].to_owned() });
    }
    let audit = Audit::from_json(&bytes)?;
    Ok(Read { bytes, hash, audit })
}

/// Number of documents that are kept in memory. Each thread that draws needs two.
const MOST: usize = 16;

#[derive(Default)]
pub struct Recent(Mutex<VecDeque<Arc<Read>>>);

impl Recent {
    /// The document of an audit, which is read if it is not in memory.
    pub fn read(&self, source: &impl Source, head: &AuditHead) -> Result<Arc<Read>, DrawError> {
        let known = self.all().iter().find(|read| read.hash.starts_with(&head.id)).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let read = Arc::new(read(source, head)?);
        let mut all = self.all();
        if all.len() == MOST {
            all.pop_front();
        }
        all.push_back(Arc::clone(&read));
        Ok(read)
    }

    /// The documents in memory. If a thread panicked while it held the lock, they are complete all the same.
    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Read>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
