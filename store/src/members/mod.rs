//! Members, the bodies they belong to, and their sites, as the registries give them.

mod defects;
mod difference;
mod graph;
mod identity;
mod import;
mod incoming;
mod ledger;
mod merge;
mod read;
mod sources;

pub use defects::RegistryDefect;
pub use graph::{Kinship, MemberName};
pub use ledger::Change;
pub use registry::{Body, BodyOf, Member as NewMember, Site as NewSite};
pub use sources::{SourceState, Statement};

use crate::Error;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Content of one reading of a source.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub source: &'a str,
    /// Rank of the source: where two sources contradict each other, the one with the smaller rank counts. `None` keeps
    /// the earlier rank.
    pub rank: Option<i64>,
    /// Whether the source adds members. If not, it only adds facts to members that other sources list.
    pub adds: bool,
    pub extent: &'a Extent,
    pub losses: Losses,
    pub members: &'a [NewMember],
    /// Keys of members that are listed but could not be read. Their earlier content stays.
    pub kept: &'a [String],
    /// All bodies that the source gives. `None` if it gives none: the known bodies stay as they are.
    pub bodies: Option<&'a [BodyOf]>,
    /// State that the connector needs at its next reading. It is kept only if this reading is taken over.
    pub state: Option<&'a str>,
}

/// Whether a reading is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The complete list: members that are missing from it are gone.
    Whole,
    /// Only changed members, and the keys of members that are gone.
    Changes { deleted: Vec<String> },
}

/// Whether a reading in which many members are missing is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    /// The reading is refused with [`Error::TooManyGone`], so that a broken reading does not empty the registry.
    Limited,
    /// A person has confirmed that the members are really gone.
    Accepted,
}

impl<'a> Said<'a> {
    /// A complete list in which any number of members may be missing.
    pub fn whole(source: &'a str, members: &'a [NewMember]) -> Self {
        Self {
            source,
            rank: None,
            adds: true,
            extent: &Extent::Whole,
            losses: Losses::Accepted,
            members,
            kept: &[],
            bodies: None,
            state: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: String,
    /// The source with the first rank among those that list the member.
    pub source: String,
    /// All sources that list the member, in alphabetical order.
    pub sources: Vec<String>,
    pub name: String,
    pub kind: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub insee: Option<String>,
    pub departement: Option<String>,
    /// Postal codes of five digits, separated by a space.
    pub postal_codes: Option<String>,
    /// Number of inhabitants.
    pub population: Option<u32>,
    pub contact: Option<String>,
    pub bodies: Vec<Body>,
    /// Bodies in whose area the member is, whether it belongs to them or not.
    pub perimeters: Vec<Body>,
    pub sites: Vec<StoredSite>,
    pub first_seen_at: DateTime<Utc>,
    /// Time from which no source lists the member. `None` while one lists it.
    pub gone_at: Option<DateTime<Utc>>,
    /// Number of the last change that touched the member; see [`Store::revision`](crate::Store::revision).
    pub revision: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSite {
    pub id: Uuid,
    pub url: String,
    pub host_key: String,
}

/// A site with the members it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOf {
    pub site: StoredSite,
    pub members: Vec<SiteMember>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteMember {
    pub id: String,
    pub name: String,
    pub gone_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodySize {
    pub body: Body,
    /// Number of present members that belong to the body itself.
    pub present: u32,
    /// Number of present members in the area that the body covers, whether they belong to it or not.
    pub perimeter: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Members that this source listed before and no longer lists.
    pub gone: u32,
    /// Members that were gone and are listed again.
    pub returned: u32,
    /// Members of this source that are not added yet, because only a number is known of them and no source names them.
    pub waiting: u32,
    /// Each member that was added, changed, has returned or is gone: the change, its id and its name.
    pub changes: Vec<(Change, String, String)>,
    /// Values that were refused. The rest of their member was taken over.
    pub refused: Vec<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Key of the member, shortened.
    pub member: String,
    pub reason: String,
}

impl From<std::num::TryFromIntError> for Error {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self::Database(sqlx::Error::Decode(Box::new(error)))
    }
}
