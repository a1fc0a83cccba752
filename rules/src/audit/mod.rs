//! The audit of one site at one date: the data that all report pages, exports and permalinks show.

mod beside;
mod canonical;
mod changes;
mod document;
mod facts;
mod page_kind;
mod pictures;
mod summary;
mod verify;

pub use crate::{
    hash::hash_of,
    page::{Frame, Picture},
};
pub use canonical::{CanonicalError, FORMAT};
pub use changes::{Barrier, Changes, NotCompared, browser_major};
pub use document::{
    Audit, AuditOutcome, AuditedPage, AuditedSite, BROWSER_UNAVAILABLE, Beside, CriterionResult, Finding,
    PageOutcome, PageStanding, Place, Sample, Setting, SharedFinding, TestsByOutcome,
};
pub use facts::AuditFacts;
pub use page_kind::PageKind;
pub use summary::{Ceiling, Summary};
pub use verify::{Fault, Promise, Verified, verify};
