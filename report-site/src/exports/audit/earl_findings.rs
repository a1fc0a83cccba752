//! The findings of an audit in EARL: for each finding, an assertion on each page where it has a place, with its
//! message, the places and the address of the evidence.

use super::{
    Shown,
    earl_graph::{Assertion, Pointer, Test, assertion},
    earl_tests::test_of,
};
use crate::text::Text;
use rules::{Outcome, audit::Finding, referential::TestId};
use std::collections::{BTreeMap, BTreeSet};

/// Most places of one finding on one page that are written; `audit.json` has all.
const MOST_POINTERS: usize = 10;
/// Most tests of one finding that are written.
const MOST_TESTS: usize = 12;

/// Texts and evidence that the assertions of one finding share on all its pages.
pub struct Told {
    test: Test,
    description: String,
    source: String,
}

/// The findings of one page.
#[derive(Default)]
pub struct OnPage<'a> {
    pub assertions: Vec<Assertion<'a>>,
    /// Tests whose outcome a finding gives by itself.
    pub told: BTreeSet<(TestId, Outcome)>,
}

impl Told {
    pub fn new(shown: &Shown<'_>, number: usize) -> Self {
        Self {
            test: tests_of(shown, &shown.audit.findings[number]),
            description: Text::capped(&shown.messages[number].what, 400).into(),
            source: shown.evidence(number),
        }
    }
}

/// Findings by the number of their page.
pub fn by_page<'a>(shown: &Shown<'_>, told: &'a [Told], date: &'a str) -> BTreeMap<u32, OnPage<'a>> {
    let mut found: BTreeMap<u32, OnPage<'a>> = BTreeMap::new();
    for (finding, told) in shown.audit.findings.iter().zip(told) {
        for (page, pointers) in pointers(finding) {
            let on_page = found.entry(page).or_default();
            on_page.assertions.push(of_finding(finding, told, pointers, date));
            if let [test] = finding.tests.as_slice() {
                on_page.told.insert((*test, finding.outcome));
            }
        }
    }
    found
}

/// Places of a finding by the number of their page.
fn pointers(finding: &Finding) -> BTreeMap<u32, Vec<Pointer>> {
    let mut places: BTreeMap<u32, Vec<Pointer>> = BTreeMap::new();
    for place in &finding.places {
        let pointers = places.entry(place.page).or_default();
        if pointers.len() < MOST_POINTERS {
            let expression = Text::capped(&place.selector, 300).into();
            pointers.push(Pointer { types: "CSSSelectorPointer", expression });
        }
    }
    places
}

fn of_finding<'a>(finding: &Finding, told: &'a Told, pointers: Vec<Pointer>, date: &'a str) -> Assertion<'a> {
    let mut assertion = assertion(&told.test, finding.outcome, date);
    assertion.result.description = Some(&told.description);
    assertion.result.pointers = pointers;
    assertion.result.source = Some(&told.source);
    assertion
}

/// The test of a finding, or a requirement made of several tests.
fn tests_of(shown: &Shown<'_>, finding: &Finding) -> Test {
    if let [one] = finding.tests.as_slice() {
        return test_of(shown, *one);
    }
    let names: Vec<_> = finding.tests.iter().take(MOST_TESTS).map(ToString::to_string).collect();
    let names = names.join(if finding.either { shown.t(" ou ", " or ") } else { ", " });
    let title = Text::line(&format!("{} {names}", shown.audit.setting.referential)).to_string();
    let tests = finding.tests.iter().take(MOST_TESTS);
    let requirements = tests.filter_map(|test| test_of(shown, *test).id).collect();
    Test { requirements, ..Test::requirement(None, title) }
}
