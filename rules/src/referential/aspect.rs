//! The unit of decision, in words of our own: an aspect of a page that tests of referentials ask about.
//!
//! A rule names aspects and no test. The folder of a referential ties its tests to them, so that one judgement serves
//! every referential.

use super::model::{Applicability, Class, NonApplicability};
use super::parse::{self, DataError};
use serde::{Serialize, Serializer};
use std::{collections::HashMap, fmt, sync::LazyLock};

/// The key of an aspect: `img-alternative`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aspect(&'static str);

impl Aspect {
    /// An aspect for tests that a standard keeps by name only, and declares to be met by every page.
    pub const ALWAYS_MET: Self = Self("always-met");

    /// A test compares the aspects of all rules with `data/aspects/aspects.tsv`.
    pub const fn new(key: &'static str) -> Self {
        Self(key)
    }

    pub const fn key(self) -> &'static str {
        self.0
    }

    /// How it is decided; `None` where the data has no such aspect.
    pub fn row(self) -> Option<&'static AspectRow> {
        aspects().row(self)
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

/// How an aspect is decided, whatever referential asks about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectRow {
    pub aspect: Aspect,
    pub class: Class,
    pub non_applicability: NonApplicability,
    /// Key of the [`Applicability`] that puts the aspect out of play; `None` when nothing can show it.
    pub applicability: Option<&'static str>,
    /// Identifiers of the rules that decide the aspect together: it passes when all of them pass. Empty: never.
    pub decided_by: Vec<&'static str>,
}

impl AspectRow {
    /// Whether software has anything to say of the aspect, be it only that it does not apply.
    pub fn is_looked_at(&self) -> bool {
        self.class != Class::HumanOnly
    }

    pub fn predicate(&self) -> Option<&'static Applicability> {
        aspects().applicability(self.applicability?)
    }
}

/// All aspects, and the predicates that put them out of play.
#[derive(Debug)]
pub struct Aspects {
    pub(super) rows: Vec<AspectRow>,
    pub(super) predicates: Vec<Applicability>,
    pub(super) index: HashMap<&'static str, usize>,
    pub(super) predicate_index: HashMap<&'static str, usize>,
}

impl Aspects {
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &AspectRow> {
        self.rows.iter()
    }

    pub fn row(&self, aspect: Aspect) -> Option<&AspectRow> {
        self.index.get(aspect.0).map(|at| &self.rows[*at])
    }

    /// The predicates; the definitions of their terms stand in the data's README.
    pub fn applicabilities(&self) -> impl ExactSizeIterator<Item = &Applicability> {
        self.predicates.iter()
    }

    pub fn applicability(&self, key: &str) -> Option<&Applicability> {
        self.predicate_index.get(key).map(|at| &self.predicates[*at])
    }

    /// By its key.
    pub fn find(&self, key: &str) -> Option<&AspectRow> {
        self.index.get(key).map(|at| &self.rows[*at])
    }
}

/// The aspects of this program, parsed at their first use.
pub fn aspects() -> &'static Aspects {
    static ASPECTS: LazyLock<Aspects> = LazyLock::new(|| {
        let read: Result<Aspects, DataError> = parse::aspects(
            include_str!("../../data/aspects/aspects.tsv"),
            include_str!("../../data/aspects/applicability.tsv"),
        );
        read.expect("the data is built in and the tests of this module parse it whole")
    });
    &ASPECTS
}
