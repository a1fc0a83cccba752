//! Claims of sources, the members that follow from them, and the changes to write.

use crate::members::{NewMember, Refused};
use std::collections::HashMap;

/// The words of one source about one of its keys.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    pub source: String,
    pub key: String,
    pub member: Option<String>,
    pub adds: bool,
    pub gone: bool,
    /// Digest of what the source said, before anything was made of it.
    pub digest: String,
    pub said: NewMember,
}

/// A member as it stands.
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
    /// Members to write with the digest of what is written and the source that speaks first.
    pub put: Vec<Put>,
    /// Members to mark, with their names.
    pub gone: Vec<(String, String)>,
    /// Members whose claims are another's now, once for each claim.
    pub united: Vec<United>,
    /// Claims that found their member.
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

/// Two members that are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct United {
    pub gone: String,
    pub into: String,
    pub name: String,
}
