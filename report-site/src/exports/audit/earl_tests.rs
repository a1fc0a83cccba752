//! The tests of the main referential in EARL: each with its outcome on the sample, then with its outcome on every page
//! where it fails or has another outcome than on the sample. On all other pages, the outcome on the sample holds.

use super::{
    Shown,
    earl_graph::{Assertion, Test, assertion},
};
use crate::text::Text;
use rules::{
    Outcome,
    audit::AuditedPage,
    referential::{Referential, TestId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most tests that are written. No referential has as many; a document that lists more is cut.
const MOST_TESTS: usize = 1_000;

/// Tests by number, with their outcomes on the sample.
pub struct Tests(BTreeMap<TestId, TestOnSample>);

struct TestOnSample {
    outcome: Outcome,
    test: Test,
    reference: Test,
}

impl Tests {
    pub fn new(shown: &Shown<'_>) -> Self {
        let told = shown.audit.tests.iter().flat_map(|(outcome, ids)| ids.iter().map(|id| (*id, *outcome)));
        let on_sample = |(id, outcome): (TestId, Outcome)| {
            let test = test_of(shown, id);
            (id, TestOnSample { outcome, reference: test.reference(), test })
        };
        Self(told.take(MOST_TESTS).map(on_sample).collect())
    }

    /// Assertions on the sample, in the order of the referential.
    pub fn on_sample<'a>(&'a self, date: &'a str) -> impl Iterator<Item = Assertion<'a>> {
        self.0.values().map(move |on_sample| assertion(&on_sample.test, on_sample.outcome, date))
    }

    /// Assertions on one page. `told` are tests whose outcome the page's findings already give, with their places.
    pub fn on_page<'a>(
        &'a self,
        page: &AuditedPage,
        told: &BTreeSet<(TestId, Outcome)>,
        date: &'a str,
    ) -> Vec<Assertion<'a>> {
        let on_page = page.tests.iter().flat_map(|(outcome, ids)| ids.iter().map(|id| (*id, *outcome)));
        let own = |(id, outcome): (TestId, Outcome)| {
            let on_sample = self.0.get(&id)?;
            let is_own = outcome == Outcome::Failed || outcome != on_sample.outcome;
            let is_new = is_own && !told.contains(&(id, outcome));
            is_new.then(|| assertion(&on_sample.reference, outcome, date))
        };
        on_page.filter_map(own).take(MOST_TESTS).collect()
    }
}

/// A test of the audit's referential.
pub fn test_of(shown: &Shown<'_>, id: TestId) -> Test {
    let known = shown.referential.filter(|referential| referential.test(id).is_some());
    let title = Text::line(&format!("{} {id}", shown.audit.setting.referential)).to_string();
    // In a standard without numbered tests, all tests of a criterion have the same address.
    let is_own =
        |referential: &&Referential| referential.test_url(id) != referential.criterion_url(id.criterion());
    Test::new("TestCase", known.filter(is_own).map(|referential| referential.test_url(id)), title)
}
