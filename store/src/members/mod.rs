//! Members of a registry, the bodies they belong to, and their sites.

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

/// The content of one reading of a source.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub source: &'a str,
    /// Where two sources contradict each other, the one with the smaller rank counts. `None` keeps what was said before.
    pub rank: Option<i64>,
    /// Whether its members are followed, or it only says more of those that others list.
    pub adds: bool,
    pub extent: &'a Extent,
    pub losses: Losses,
    pub members: &'a [NewMember],
    /// Keys that it lists and that could not be read: what was known of them stays.
    pub kept: &'a [String],
    /// All bodies it knows; `None` leaves what was known.
    pub bodies: Option<&'a [BodyOf]>,
    /// The connector's memory for the next time; kept only if the reading is taken.
    pub state: Option<&'a str>,
}

/// Whether a reading tells all there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Members that are missing from it are gone.
    Whole,
    /// Only what changed, and the keys of who is gone.
    Changes { deleted: Vec<String> },
}

/// The decision where much is missing at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    /// [`Error::TooManyGone`]: a broken reading must not empty the registry.
    Limited,
    /// Somebody looked and says that it is so.
    Accepted,
}

impl<'a> Said<'a> {
    /// A whole list, whatever is missing in it.
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
    /// The registry that speaks first of those that list it.
    pub source: String,
    /// All that list it, in alphabetical order.
    pub sources: Vec<String>,
    pub name: String,
    pub kind: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub insee: Option<String>,
    pub departement: Option<String>,
    /// Postal codes of five digits, separated by a space.
    pub postal_codes: Option<String>,
    /// Inhabitants.
    pub population: Option<u32>,
    pub contact: Option<String>,
    pub bodies: Vec<Body>,
    /// Bodies whose area it lies in, whether it belongs to them or not.
    pub perimeters: Vec<Body>,
    pub sites: Vec<StoredSite>,
    pub first_seen_at: DateTime<Utc>,
    /// When the registry ceased to list it.
    pub gone_at: Option<DateTime<Utc>>,
    /// The change that touched it last, see [`Store::revision`](crate::Store::revision).
    pub revision: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSite {
    pub id: Uuid,
    pub url: String,
    pub host_key: String,
}

/// A site with those it belongs to.
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
    /// Members that are present, direct ones only.
    pub present: u32,
    /// Present members in the area it covers, whether they belong to it or not.
    pub perimeter: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Listed before by this source and no longer.
    pub gone: u32,
    /// Gone before and listed again.
    pub returned: u32,
    /// Only known by a number, until another source names them.
    pub waiting: u32,
    /// Each member that was added, changed, returned or is gone, with its name.
    pub changes: Vec<(Change, String, String)>,
    /// The parts that could not be taken; the rest of the member was.
    pub refused: Vec<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The member's key, shortened.
    pub member: String,
    pub reason: String,
}

impl From<std::num::TryFromIntError> for Error {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self::Database(sqlx::Error::Decode(Box::new(error)))
    }
}
