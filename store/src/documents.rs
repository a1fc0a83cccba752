//! Audit documents in the database: their canonical bytes, compressed. The bytes are checked against their hash each
//! time they are read.

use crate::both::read_one;
use crate::statements as sql;
use crate::{Error, Result, Store};
use rules::audit::{Audit, hash_of};
use uuid::Uuid;

/// Largest size of the canonical JSON in bytes. The documents of real audits are far smaller.
pub const MOST_BYTES: usize = 64 << 20;
/// Level of the zstd compression. It is high (slow and dense), because documents are written once and read often.
const LEVEL: i32 = 12;

/// An audit with everything that is computed from its canonical bytes, so that it is computed once.
pub struct AuditDocument<'a> {
    pub audit: &'a Audit,
    pub hash: String,
    pub public_id: String,
    pub path: String,
    pub size: usize,
    pub compressed: Vec<u8>,
}

impl<'a> AuditDocument<'a> {
    pub fn from_audit(audit: &'a Audit) -> Result<Self> {
        let bytes = audit.canonical_json();
        let public_id = audit.id();
        if bytes.len() > MOST_BYTES {
            return Err(Error::DocumentTooBig { public_id, size: bytes.len(), most: MOST_BYTES });
        }
        let compressed = zstd::bulk::compress(&bytes, LEVEL).map_err(|error| Error::CorruptDocument {
            public_id: public_id.clone(),
            reason: format!("it cannot be compressed: {error}"),
        })?;
        Ok(Self {
            audit,
            hash: hash_of(&bytes),
            public_id,
            path: audit.path(),
            size: bytes.len(),
            compressed,
        })
    }
}

#[derive(sqlx_macros::FromRow)]
pub(crate) struct DocumentRow {
    public_id: String,
    hash: String,
    size: i64,
    document: Vec<u8>,
}

impl Store {
    /// The document of a recorded audit, checked against the hash that was recorded.
    pub async fn audit_document(&self, audit: Uuid) -> Result<Audit> {
        let bytes = self.audit_json(audit).await?;
        let corrupt = |error: rules::audit::CanonicalError| Error::CorruptDocument {
            public_id: hash_of(&bytes)[..12].to_owned(),
            reason: error.to_string(),
        };
        Audit::from_json(&bytes).map_err(corrupt)
    }

    /// Canonical bytes of an audit's document, as published. They never change, even if a later version of the program
    /// would write the document differently.
    pub async fn audit_json(&self, audit: Uuid) -> Result<Vec<u8>> {
        let row: Option<DocumentRow> = read_one!(self, sql::DOCUMENT, audit);
        row.ok_or(Error::NoSuchAudit { audit })?.checked()
    }
}

impl DocumentRow {
    pub fn checked(self) -> Result<Vec<u8>> {
        let corrupt = |damage: Damage| Error::CorruptDocument {
            public_id: self.public_id.clone(),
            reason: damage.to_string(),
        };
        self.unpack().map_err(corrupt)
    }

    fn unpack(&self) -> Result<Vec<u8>, Damage> {
        let size = usize::try_from(self.size).ok().filter(|size| *size <= MOST_BYTES);
        let size = size.ok_or(Damage::Size(self.size))?;
        let bytes = zstd::bulk::decompress(&self.document, size)?;
        if hash_of(&bytes) != self.hash {
            return Err(Damage::OtherBytes);
        }
        Ok(bytes)
    }
}

/// Why a kept document cannot be read.
#[derive(Debug, thiserror::Error)]
enum Damage {
    #[error("its size is given as {0} bytes")]
    Size(i64),
    #[error(transparent)]
    Compression(#[from] std::io::Error),
    #[error("its bytes are not those of its hash")]
    OtherBytes,
}
