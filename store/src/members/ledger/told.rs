//! Claims of sources, the members that follow from them, and the changes to write.

use crate::members::{NewMember, Refused};
use std::collections::HashMap;

/// The description of one member by one source, under the source's own key.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    pub source: String,
    pub key: String,
    /// Id of the member that it describes. `None` while no member is found.
    pub member: Option<String>,
    pub adds: bool,
    pub gone: bool,
    /// Digest of `said`.
    pub digest: String,
    pub said: NewMember,
}

/// What is kept of a member.
#[derive(Debug, Clone)]
pub struct KnownMember {
    pub digest: String,
    pub gone: bool,
}

#[derive(Default)]
pub struct Ledger {
    pub ranks: HashMap<String, i64>,
    pub claims: Vec<Claim>,
    pub members: HashMap<String, KnownMember>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    Added,
    Changed,
    /// Gone before and listed again.
    Returned,
    Gone,
}

#[derive(Debug, Default)]
pub struct Settled {
    /// Members to write.
    pub put: Vec<Put>,
    /// Ids of members to mark as gone, with their names.
    pub gone: Vec<(String, String)>,
    /// Members whose claims now belong to another member, one entry for each claim.
    pub united: Vec<United>,
    /// Indexes of claims that were matched with a member.
    pub attached: Vec<usize>,
    pub refused: Vec<Refused>,
}

#[derive(Debug)]
pub struct Put {
    pub change: Change,
    pub member: NewMember,
    /// Digest of the new content and of the names of the sources.
    pub digest: String,
    /// The source with the first rank.
    pub source: String,
}

/// Two members that turned out to be the same body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct United {
    pub gone: String,
    pub into: String,
    pub name: String,
}
