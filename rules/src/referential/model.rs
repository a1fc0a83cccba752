//! The parts of a referential: themes, criteria, tests, and the predicates that make a test inapplicable.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::aspect::Aspect;
use super::id::{CriterionId, TestId};

/// WCAG conformance level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    A,
    AA,
    /// Required by the standard in addition to WCAG.
    Other,
}

/// The part that software can decide about a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// D: pass and fail on most pages.
    Decidable,
    /// F: some failures; a pass needs a person.
    FailureOnly,
    /// N: only that the test does not apply.
    NonApplicabilityOnly,
    /// M: nothing, a person decides.
    HumanOnly,
}

/// How far software can prove that a test does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NonApplicability {
    Yes,
    Partly,
    No,
}

/// The documents that must have been examined before a predicate may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The page's own document.
    Page,
    /// The page and every document rendered in it: while a frame is not examined, the predicate does not hold.
    Frames,
    /// The whole sample of the audit.
    Site,
}

/// A predicate that shows that a test does not apply, named so that one function implements it for all its aspects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicability {
    pub key: &'static str,
    pub reach: Reach,
    /// English definition, exact enough to implement.
    pub inapplicable_when: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub number: u8,
    pub title_fr: &'static str,
    pub title_en: &'static str,
    pub(super) criteria: Vec<CriterionId>,
}

impl Theme {
    /// The theme's criteria, in order.
    pub fn criteria(&self) -> &[CriterionId] {
        &self.criteria
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    pub id: CriterionId,
    pub level: Level,
    pub title_fr: &'static str,
    pub title_en: &'static str,
    /// WCAG success criteria the criterion serves, such as «1.1.1».
    pub wcag: Vec<&'static str>,
    /// Clauses of EN 301 549 that it serves, such as «9.1.1.1».
    pub en: Vec<&'static str>,
    /// Anchor in the official text, if it does not follow from the number.
    pub anchor: Option<&'static str>,
    pub(super) tests: Vec<TestId>,
}

impl Criterion {
    /// The criterion's tests, in order.
    pub fn tests(&self) -> &[TestId] {
        &self.tests
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    pub id: TestId,
    pub level: Level,
    /// How much software can decide; it follows from the aspects.
    pub class: Class,
    pub non_applicability: NonApplicability,
    pub title_fr: &'static str,
    pub title_en: &'static str,
    /// Aspects that it asks about: it fails where one of them fails, and passes where all of them are decided. Empty if
    /// a person decides alone.
    pub aspects: Vec<Aspect>,
}

impl Class {
    /// The class of a test from the classes of its aspects: it is decidable only if all of them are.
    pub(super) fn of_parts(parts: &[Self]) -> Self {
        let has = |class| parts.contains(&class);
        match () {
            () if parts.iter().all(|part| *part == Self::HumanOnly) => Self::HumanOnly,
            () if parts.iter().all(|part| *part == Self::Decidable) => Self::Decidable,
            () if has(Self::Decidable) || has(Self::FailureOnly) => Self::FailureOnly,
            () => Self::NonApplicabilityOnly,
        }
    }
}

impl NonApplicability {
    /// The value for a test from those of its aspects: a test does not apply only if none of its aspects applies.
    pub(super) fn of_parts(parts: &[Self]) -> Self {
        match () {
            () if parts.is_empty() || parts.contains(&Self::No) => Self::No,
            () if parts.contains(&Self::Partly) => Self::Partly,
            () => Self::Yes,
        }
    }
}

/// A word that its column of a data file does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not one of the words this column takes")]
pub struct UnknownWord(String);

macro_rules! words {
    ($type:ident { $($word:literal => $variant:ident),+ $(,)? }) => {
        impl FromStr for $type {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord(text.to_owned())),
                }
            }
        }
    };
}

words!(Level { "A" => A, "AA" => AA, "-" => Other });
words!(Class { "D" => Decidable, "F" => FailureOnly, "N" => NonApplicabilityOnly, "M" => HumanOnly });
words!(NonApplicability { "y" => Yes, "p" => Partly, "n" => No });
words!(Reach { "page" => Page, "frames" => Frames, "site" => Site });
