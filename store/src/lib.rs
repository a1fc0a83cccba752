//! Storage of the program: members and their sites, campaigns, leases, audits and the pages they were judged on.
//!
//! A [`Store`] is on SQLite or Postgres. Every statement is a named constant in `statements`, valid for both. The few
//! that differ are in `dialect`. To add an operation, write its statement there, call it from the file of its subject,
//! and use it in a story of `tests/`, which runs on both databases.
//!
//! No operation reads the clock or draws random numbers: times are parameters, and ids are computed from a time and a
//! key. Times are kept in UTC, to the millisecond. Texts are stored without NUL characters and cut to a limit.

mod both;
mod campaigns;
mod dialect;
mod documents;
mod error;
mod facts;
mod figures;
mod heads;
mod health;
mod id;
mod kept_pages;
mod lanes;
mod leases;
mod letters;
mod members;
mod notes;
mod open;
mod own_audits;
mod pictures;
mod private;
mod record;
mod redacted;
mod schedules;
mod statements;
mod text;
mod wake;
mod workers;

pub use campaigns::{Appointment, Campaign, NewCampaign, Planned, Progress, Route, Selection};
pub use error::{Error, Result};
pub use figures::{CauseCount, CriterionCount, DefectCount, DefectHosts, Figures, SharedDefect};
pub use heads::{AuditHead, Withdrawal};
pub use health::Health;
pub use id::id_at;
pub use kept_pages::KeptPage;
pub use lanes::Entry;
pub use leases::{DueAudit, Lease, Owner, REST};
pub use letters::LetterState;
pub use members::{
    Body, BodyOf, BodySize, Change, Extent, ImportSummary, Kinship, Losses, Member, MemberName, NewMember,
    NewSite, Refused, RegistryDefect, Said, SiteMember, SiteOf, SourceState, Statement, StoredSite,
};
pub use notes::{NewReply, Reply};
pub use open::Store;
pub use own_audits::OwnAudit;
pub use pictures::Picture;
pub use private::is_open_to_others;
pub use record::Recorded;
pub use schedules::{CampaignState, Schedule};
pub use wake::Calls;
pub use workers::{Pace, Worker};

/// Every statement with the database it is written for, so that a test can prepare each of them.
#[doc(hidden)]
pub mod all_statements {
    pub use crate::dialect::{POSTGRES, SQLITE};
    pub use crate::statements::ALL as SHARED;
}
