//! Referentials as data: themes, criteria and tests of the RGAA, each looked up by (referential, version, number).
//!
//! Several versions stand side by side, so a test is only named in full by a [`TestKey`].

mod id;
mod model;
mod parse;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

pub use id::{CriterionId, InvalidId, TestId};
pub use model::{Applicability, Class, Criterion, Level, NonApplicability, Reach, Test, Theme, UnknownWord};

/// A referential in one of its versions. Written «rgaa-4.1.2» in data, «RGAA 4.1.2» for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferentialId {
    Rgaa412,
}

impl ReferentialId {
    /// Every referential the program knows, oldest first.
    pub const ALL: [Self; 1] = [Self::Rgaa412];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Rgaa412 => "RGAA",
        }
    }

    pub const fn version(self) -> &'static str {
        match self {
            Self::Rgaa412 => "4.1.2",
        }
    }

    /// The data, parsed at its first use.
    pub fn referential(self) -> &'static Referential {
        match self {
            Self::Rgaa412 => &RGAA_4_1_2,
        }
    }

    /// The address of the official text of a criterion.
    pub fn criterion_url(self, criterion: CriterionId) -> String {
        format!("{}{criterion}", self.official_text())
    }

    /// The address of the official text of a test.
    pub fn test_url(self, test: TestId) -> String {
        format!("{}{test}", self.official_text())
    }

    const fn official_text(self) -> &'static str {
        match self {
            Self::Rgaa412 => "https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#",
        }
    }
}

impl fmt::Display for ReferentialId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.name().to_ascii_lowercase(), self.version())
    }
}

/// A referential that the program has no data for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("«{0}» is not a known referential; one is «rgaa-4.1.2»")]
pub struct UnknownReferential(String);

impl FromStr for ReferentialId {
    type Err = UnknownReferential;

    fn from_str(text: &str) -> Result<Self, UnknownReferential> {
        let known = Self::ALL.into_iter().find(|id| id.to_string() == text);
        known.ok_or_else(|| UnknownReferential(text.chars().take(40).collect()))
    }
}

id::serde_as_text!(ReferentialId);

/// A test named in full: its number means something only in one version of one referential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TestKey {
    pub referential: ReferentialId,
    pub test: TestId,
}

impl TestKey {
    pub const fn rgaa_4_1_2(test: TestId) -> Self {
        Self { referential: ReferentialId::Rgaa412, test }
    }

    /// The test's row, when the referential has that number.
    pub fn resolve(self) -> Option<&'static Test> {
        self.referential.referential().test(self.test)
    }
}

/// All rows of one referential, in the order of their numbers, each found by number in constant time.
#[derive(Debug)]
pub struct Referential {
    id: ReferentialId,
    themes: Vec<Theme>,
    criteria: Vec<Criterion>,
    tests: Vec<Test>,
    predicates: Vec<Applicability>,
    theme_index: HashMap<u8, usize>,
    criterion_index: HashMap<CriterionId, usize>,
    test_index: HashMap<TestId, usize>,
    predicate_index: HashMap<&'static str, usize>,
}

impl Referential {
    /// RGAA 4.1.2, the version in force.
    pub fn rgaa() -> &'static Self {
        ReferentialId::Rgaa412.referential()
    }

    pub fn id(&self) -> ReferentialId {
        self.id
    }

    pub fn themes(&self) -> impl ExactSizeIterator<Item = &Theme> {
        self.themes.iter()
    }

    pub fn criteria(&self) -> impl ExactSizeIterator<Item = &Criterion> {
        self.criteria.iter()
    }

    pub fn tests(&self) -> impl ExactSizeIterator<Item = &Test> {
        self.tests.iter()
    }

    /// The predicates that put tests out of play; the definitions of their terms stand in the data's README.
    pub fn applicabilities(&self) -> impl ExactSizeIterator<Item = &Applicability> {
        self.predicates.iter()
    }

    pub fn theme(&self, number: u8) -> Option<&Theme> {
        self.theme_index.get(&number).map(|at| &self.themes[*at])
    }

    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criterion_index.get(&id).map(|at| &self.criteria[*at])
    }

    pub fn test(&self, id: TestId) -> Option<&Test> {
        self.test_index.get(&id).map(|at| &self.tests[*at])
    }

    pub fn applicability(&self, key: &str) -> Option<&Applicability> {
        self.predicate_index.get(key).map(|at| &self.predicates[*at])
    }
}

static RGAA_4_1_2: LazyLock<Referential> = LazyLock::new(|| {
    let files = parse::Files {
        themes: include_str!("../../data/rgaa-4.1.2/themes.tsv"),
        criteria: include_str!("../../data/rgaa-4.1.2/criteria.tsv"),
        tests: include_str!("../../data/rgaa-4.1.2/tests.tsv"),
        applicability: include_str!("../../data/rgaa-4.1.2/applicability.tsv"),
    };
    parse::parse(ReferentialId::Rgaa412, &files)
        .expect("the data is built in and the tests of this module parse it whole")
});
