//! Aspects: the units that rules decide, in our own words. Tests of referentials ask about them.
//!
//! A rule names aspects and no test. The data of each referential names the aspects of its tests, so that one judgement
//! serves every referential.

use serde::{Serialize, Serializer};
use std::fmt;

/// The key of an aspect: `img-alternative`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aspect(&'static str);

impl Aspect {
    /// The aspect of tests that a standard keeps in name only and declares to be met by every page.
    pub const ALWAYS_MET: Self = Self("always-met");

    /// An aspect by its key. A test checks that all keys in rules are in `data/aspects/aspects.tsv`.
    pub const fn new(key: &'static str) -> Self {
        Self(key)
    }

    pub const fn key(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl Serialize for Aspect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
