//! The static site. Each kind of page is one struct and one template of the same name; publication writes only
//! what changed, and never removes the permalink of an audit.

mod catalog;
mod engine;
mod french;
mod input;
mod messages;
mod pages;
mod publish;
mod text;
pub mod words;

pub use engine::{BuildError, Disk, DrawError, FileSystem, Problem, Report, SitePath, UnsafePath};
pub use french::slug;
pub use input::{
    AuditHead, Body, CrawlerNotice, FrequentDefect, Member, Operator, Publication, Settings, Site, Source,
    SourceError, State, Statement, Withdrawal,
};
pub use messages::{Language, Message, Messages, RuleMessages};
pub use pages::audit::MOST_BYTES as MOST_AUDIT_PAGE_BYTES;
pub use publish::{publish, publish_on};
