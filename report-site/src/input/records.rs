//! The records a publication shows: shapes of the report, whatever the store's own are.

use chrono::{DateTime, Utc};
use rules::{
    audit::{Audit, AuditOutcome, Summary},
    referential::TestId,
};

/// A member of the registry (adhérent).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Of the registry; stable when the name changes.
    pub id: String,
    pub name: String,
    /// As the registry words it: «commune», «EPCI» …
    pub kind: Option<String>,
    pub department: Option<String>,
    /// Id of the [`Body`] it belongs to.
    pub body: Option<String>,
    /// Gone from the registry. Its audits stay.
    pub gone: bool,
}

/// A body that many members share (mutualisant).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// As in the permalink, see [`rules::audit::Site::host`].
    pub host: String,
    pub url: String,
    /// Ids of the members whose site it is.
    pub members: Vec<String>,
}

/// What lists show of an audit, without its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    /// First twelve digits of the document's hash.
    pub id: String,
    pub host: String,
    pub started_at: DateTime<Utc>,
    pub outcome: AuditOutcome,
    pub summary: Summary,
}

impl AuditHead {
    pub fn of(audit: &Audit) -> Self {
        Self {
            id: audit.id(),
            host: audit.site.host.clone(),
            started_at: audit.started_at,
            outcome: audit.outcome.clone(),
            summary: audit.summary,
        }
    }
}

/// A defect that many sites share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrequentDefect {
    pub rule: String,
    pub reason: String,
    pub tests: Vec<TestId>,
    /// How many sites have it on their latest evaluated audit.
    pub sites: u32,
}
