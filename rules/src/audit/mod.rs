//! The audit of one site at one date: what every page of the report, every export and every permalink shows.

mod beside;
mod canonical;
mod changes;
mod document;
mod page_kind;
mod summary;
mod verify;

pub use beside::{Beside, SharedFinding};
pub use canonical::{CanonicalError, FORMAT, hash_of};
pub use changes::{Barrier, Changes, NotCompared, browser_major};
pub use document::{
    Audit, AuditOutcome, AuditedPage, AuditedSite, BROWSER_UNAVAILABLE, CriterionResult, Finding, Frame,
    PageOutcome, PageStanding, Picture, Place, Sample, Setting, TestsByOutcome,
};
pub use page_kind::PageKind;
pub use summary::{Ceiling, Summary};
pub use verify::{Fault, Promise, Verified, verify};
