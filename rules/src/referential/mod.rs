//! Referentials as data: themes, criteria and tests, each looked up by (referential, number).
//!
//! Each referential names, for each of its tests, the [`Aspect`]s that rules decide.

mod aspect;
mod aspects;
mod chosen;
mod id;
mod known;
mod model;
mod parse;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;

use thiserror::Error;

pub use aspect::Aspect;
pub use aspects::{AspectRow, Aspects, aspects};
pub use chosen::Referentials;
pub use id::{CriterionId, InvalidId, TestId};
pub use known::all;
pub use model::{Applicability, Class, Criterion, Level, NonApplicability, Reach, Test, Theme, UnknownWord};
pub use parse::Files;
pub use rows::DataError;

/// A referential that the program has no data for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("«{asked}» is not a known referential; known are {known}")]
pub struct UnknownReferential {
    asked: String,
    known: String,
}

/// All rows of one referential, in the order of their numbers, each found by number in constant time.
#[derive(Debug)]
pub struct Referential {
    name: &'static str,
    version: &'static str,
    /// «RGAA 4.1.2»
    full_name: String,
    criterion_address: &'static str,
    /// Pattern of the addresses of tests. `None` where the standard has no tests, and those in the data are ours.
    test_address: Option<&'static str>,
    has_rate: bool,
    is_french: bool,
    is_plural: bool,
    themes: Vec<Theme>,
    criteria: Vec<Criterion>,
    tests: Vec<Test>,
    theme_index: HashMap<u8, usize>,
    criterion_index: HashMap<CriterionId, usize>,
    test_index: HashMap<TestId, usize>,
    /// The tests that ask about each aspect, in the order of their numbers.
    of_aspect: HashMap<Aspect, Vec<TestId>>,
}

impl Referential {
    /// The default referential.
    pub fn usual() -> &'static Self {
        all()[0]
    }

    /// Finds a referential by its key, as in data and on the command line: «rgaa-4.1.2».
    pub fn find(key: &str) -> Result<&'static Self, UnknownReferential> {
        let keys = || all().map(Self::key).join(", ");
        let unknown = || UnknownReferential { asked: key.chars().take(40).collect(), known: keys() };
        all().into_iter().find(|referential| referential.key() == key).ok_or_else(unknown)
    }

    /// Finds a referential by its name and version, as in an audit's setting.
    pub fn named(name: &str, version: &str) -> Option<&'static Self> {
        all().into_iter().find(|referential| referential.name == name && referential.version == version)
    }

    /// «rgaa-4.1.2»
    pub fn key(&self) -> String {
        format!("{}-{}", self.name.to_lowercase().replace(' ', "-"), self.version)
    }

    /// «RGAA»
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// «4.1.2»
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// «RGAA 4.1.2»
    pub fn full_name(&self) -> &str {
        &self.full_name
    }

    /// Whether the standard defines a rate of conformity of the whole site, for which a ceiling can be computed.
    pub fn has_rate(&self) -> bool {
        self.has_rate
    }

    /// The address of the official text of a criterion.
    pub fn criterion_url(&self, criterion: CriterionId) -> String {
        self.address(self.criterion_address, &criterion.to_string(), criterion)
    }

    /// The address of the official text of a test; of its criterion where the standard has no tests.
    pub fn test_url(&self, test: TestId) -> String {
        match self.test_address {
            Some(pattern) => self.address(pattern, &test.to_string(), test.criterion()),
            None => self.criterion_url(test.criterion()),
        }
    }

    /// Whether the standard has tests of its own, under these numbers.
    pub fn has_official_tests(&self) -> bool {
        self.test_address.is_some()
    }

    /// Whether the official text is in French; otherwise it is in English.
    pub fn is_in_french(&self) -> bool {
        self.is_french
    }

    /// The French article of the name: «le» RGAA, «les» WCAG.
    pub fn article(&self) -> &'static str {
        if self.is_plural { "les" } else { "le" }
    }

    /// The French preposition «de» with the article of the name: «du» RGAA, «des» WCAG.
    pub fn of_article(&self) -> &'static str {
        if self.is_plural { "des" } else { "du" }
    }

    /// Fills the placeholders of a pattern: `{id}` («8.3»), `{dashed}` («8-3»), and `{anchor}`, the criterion's anchor
    /// in the official text.
    fn address(&self, pattern: &str, id: &str, criterion: CriterionId) -> String {
        let anchor = self.criterion(criterion).and_then(|criterion| criterion.anchor).unwrap_or_default();
        pattern.replace("{id}", id).replace("{dashed}", &id.replace('.', "-")).replace("{anchor}", anchor)
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

    pub fn theme(&self, number: u8) -> Option<&Theme> {
        self.theme_index.get(&number).map(|at| &self.themes[*at])
    }

    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criterion_index.get(&id).map(|at| &self.criteria[*at])
    }

    pub fn test(&self, id: TestId) -> Option<&Test> {
        self.test_index.get(&id).map(|at| &self.tests[*at])
    }

    /// Tests that ask about one of these aspects, each once, in the order of the aspects.
    pub fn tests_of(&self, aspects: &[Aspect]) -> Vec<TestId> {
        let mut tests = Vec::new();
        for test in aspects.iter().flat_map(|aspect| self.tests_of_aspect(*aspect)) {
            if !tests.contains(test) {
                tests.push(*test);
            }
        }
        tests
    }

    pub fn tests_of_aspect(&self, aspect: Aspect) -> &[TestId] {
        self.of_aspect.get(&aspect).map_or(&[], Vec::as_slice)
    }

    pub fn asks_about(&self, aspect: Aspect) -> bool {
        self.of_aspect.contains_key(&aspect)
    }
}

/// «RGAA 4.1.2»
impl fmt::Display for Referential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.full_name)
    }
}
