//! Input of a publication: records that fit in memory, and documents read one at a time.

mod records;
mod settings;

pub use records::{
    AuditHead, Body, FrequentDefect, Member, RegistryDefect, Reply, SharedDefect, Site, Withdrawal,
};
pub use settings::{CrawlerNotice, Operator, Settings, State, Statement};

use chrono::{DateTime, Utc};
use rules::{
    made_with::MadeWith,
    referential::{CriterionId, Referentials},
};
use std::collections::{BTreeMap, HashMap};

/// Any error of the store.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

/// Source of the records. Each method is called once for a publication, except `document` and `picture`, which are
/// called from several threads, and only for the pages and tables that have to be drawn.
pub trait Source: Sync {
    /// Referentials that the site shows audits by: the main one, and those beside it.
    fn referentials(&self) -> Referentials {
        Referentials::default()
    }
    fn members(&self) -> Result<Vec<Member>, SourceError>;
    fn bodies(&self) -> Result<Vec<Body>, SourceError>;
    fn sites(&self) -> Result<Vec<Site>, SourceError>;
    /// Every audit ever recorded, withdrawn ones included.
    fn heads(&self) -> Result<Vec<AuditHead>, SourceError>;
    /// Defects on the latest evaluated audit of each site, most frequent first. A dozen is enough.
    fn frequent_defects(&self) -> Result<Vec<FrequentDefect>, SourceError>;
    /// Number of sites on whose latest audit each criterion of the main referential is proven not met.
    fn failed_criteria(&self) -> Result<BTreeMap<CriterionId, u32>, SourceError>;
    /// Defects that at least two sites share on their latest audits.
    fn shared_defects(&self) -> Result<Vec<SharedDefect>, SourceError>;
    /// Technologies of each host, as its latest audit found them.
    fn made_with(&self) -> Result<BTreeMap<String, MadeWith>, SourceError> {
        Ok(BTreeMap::new())
    }
    /// Replies by the audit's id, in the order of their dates.
    fn replies(&self) -> Result<HashMap<String, Vec<Reply>>, SourceError>;
    /// Defects that the last check of the registry found, by code.
    fn registry_defects(&self) -> Result<Vec<RegistryDefect>, SourceError> {
        Ok(Vec::new())
    }
    /// The canonical JSON of an audit, byte for byte as it was hashed; `None` if the source has no such audit.
    fn document(&self, id: &str) -> Result<Option<Vec<u8>>, SourceError>;
    /// The WebP file of that hash; `None` if it was not kept.
    fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>, SourceError>;
}

/// Parameters of one publication. The same parameters and records give the same files.
#[derive(Debug, Clone)]
pub struct Publication {
    pub settings: Settings,
    pub referentials: Referentials,
    /// The current time. Only its day is shown, beside figures that become outdated.
    pub now: DateTime<Utc>,
    pub members: Vec<Member>,
    pub bodies: Vec<Body>,
    pub sites: Vec<Site>,
    pub heads: Vec<AuditHead>,
    pub frequent_defects: Vec<FrequentDefect>,
    pub failed_criteria: BTreeMap<CriterionId, u32>,
    pub shared_defects: Vec<SharedDefect>,
    pub made_with: BTreeMap<String, MadeWith>,
    pub replies: HashMap<String, Vec<Reply>>,
    pub registry_defects: Vec<RegistryDefect>,
}

impl Publication {
    pub fn read(settings: Settings, now: DateTime<Utc>, source: &impl Source) -> Result<Self, SourceError> {
        Ok(Self {
            settings,
            referentials: source.referentials(),
            now,
            members: source.members()?,
            bodies: source.bodies()?,
            sites: source.sites()?,
            heads: source.heads()?,
            frequent_defects: source.frequent_defects()?,
            failed_criteria: source.failed_criteria()?,
            shared_defects: source.shared_defects()?,
            made_with: source.made_with()?,
            replies: source.replies()?,
            registry_defects: source.registry_defects()?,
        })
    }
}
