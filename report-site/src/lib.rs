//! The static site. Each kind of page is one struct and one template of the same name. A publication writes only files
//! that changed, and never removes the permalink of an audit.

mod catalog;
mod colour;
mod context;
mod declarations;
mod departments;
mod digests;
mod engine;
mod exports;
mod feeds;
mod filed;
mod host;
mod input;
mod language;
mod markdown;
mod median;
mod messages;
mod pages;
mod peers;
mod picture;
mod precision;
mod publish;
mod recent;
mod search;
mod slug;
mod text;
pub mod words;

pub use engine::{
    BuildError, Disk, DrawError, Fault, FileSystem, InspectError, Inspected, Problem, Report, SitePath,
    UnsafePath, inspect, strangers,
};
pub use exports::{Format, Holds, Listed, listed, neutral_cell};
pub use input::{
    AuditHead, Body, CrawlerNotice, FrequentDefect, Member, Operator, Publication, RegistryDefect, Reply,
    Settings, SharedDefect, Site, Source, SourceError, State, Statement, Withdrawal,
};
pub use pages::audit::MOST_BYTES as MOST_AUDIT_PAGE_BYTES;
pub use publish::{Losses, Manner, drawn_by, publish, publish_as, publish_on};
pub use rules::messages::Language;
pub use slug::slug;
