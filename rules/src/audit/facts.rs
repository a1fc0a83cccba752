//! Facts of an audit that lists, tables and feeds show. They are kept beside its document, so that a list need not open
//! documents.

use super::Audit;
use crate::documents::DocumentsDigest;
use crate::statement::Declared;
use serde::{Deserialize, Serialize};

/// Facts of one audit. The store keeps them together as JSON and gives them to the report unchanged.
///
/// To add a fact, add a field here and its value in [`AuditFacts::from_audit`]; nothing else changes. The field must be
/// readable when it is absent, as in the facts of older audits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditFacts {
    /// Number of pages lost to a failure of ours; see [`Audit::pages_lost`].
    pub pages_lost: u32,
    /// A digest of the site's accessibility statement. `None` where the audit did not look for a statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declared>,
    /// Numbers of the documents that the pages offer. `None` where documents were not examined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<DocumentsDigest>,
}

impl AuditFacts {
    pub fn from_audit(audit: &Audit) -> Self {
        Self {
            pages_lost: audit.pages_lost(),
            declared: audit.statement.as_ref().map(Declared::from_check),
            documents: audit.documents.as_ref().map(DocumentsDigest::from_documents),
        }
    }
}
