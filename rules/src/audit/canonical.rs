//! The canonical bytes of an audit, its hash, and the address that follows from it.

use super::{Audit, hash_of};

/// Version of the audit document's shape.
pub const FORMAT: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    #[error("this is not an audit document: {0}")]
    NotAnAudit(#[from] serde_json::Error),
    #[error(
        "the document has format {found}, this program reads format {FORMAT}: use the program that wrote it, or a newer one"
    )]
    OtherFormat { found: u32 },
}

impl Audit {
    /// The bytes that are published as `audit.json` and hashed: JSON in field order, maps sorted, no white space.
    pub fn canonical_json(&self) -> Vec<u8> {
        serde_json::to_vec(self)
            .expect("an audit holds only strings, numbers and sorted maps with string keys")
    }

    pub fn from_json(bytes: &[u8]) -> Result<Self, CanonicalError> {
        let audit: Self = serde_json::from_slice(bytes)?;
        if audit.format != FORMAT {
            return Err(CanonicalError::OtherFormat { found: audit.format });
        }
        Ok(audit)
    }

    /// BLAKE3 of [`Self::canonical_json`], in hexadecimal.
    pub fn hash(&self) -> String {
        hash_of(&self.canonical_json())
    }

    /// First twelve digits of the hash: the `<id>` of the permalink.
    pub fn id(&self) -> String {
        self.hash()[..12].to_owned()
    }

    /// Path of the permalink below the site's root: `audits/<host>/<date>-<id>/`.
    pub fn path(&self) -> String {
        format!("audits/{}/{}-{}/", self.site.host, self.started_at.format("%Y-%m-%d"), self.id())
    }
}
