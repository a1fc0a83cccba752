//! Claims of sources, the members that follow from them, and the changes to write.

use crate::members::{NewMember, Refused};
use std::collections::HashMap;

/// The description of one key by its source.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    pub source: String,
    pub key: String,
    pub member: Option<String>,
    pub adds: bool,
    pub gone: bool,
    /// Digest of the source's own text, before it was cleaned or merged.
    pub digest: String,
    pub said: NewMember,
}

/// A member as it is kept now.
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
    /// Members to write, each with the digest of its new content and the source of the first rank.
    pub put: Vec<Put>,
    /// Keys of members to mark as gone, with their names.
    pub gone: Vec<(String, String)>,
    /// Members whose claims now belong to another member, one entry for each claim.
    pub united: Vec<United>,
    /// Claims that were matched with their member.
    pub attached: Vec<usize>,
    pub refused: Vec<Refused>,
}

#[derive(Debug)]
pub struct Put {
    pub change: Change,
    pub member: NewMember,
    pub digest: String,
    pub source: String,
}

/// Two members that turned out to be the same body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct United {
    pub gone: String,
    pub into: String,
    pub name: String,
}
