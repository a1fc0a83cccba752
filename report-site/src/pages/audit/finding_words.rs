//! Findings in figures and words: whether one has a page, its number of occurrences, its criteria and tests.

use crate::language::Say;
use rules::{
    Outcome,
    audit::{Audit, Finding, Place},
    messages::Language,
    referential::{CriterionId, TestId},
};
use std::collections::BTreeSet;

/// Most tests of a finding that are shown.
const MOST_TESTS: usize = 12;

/// Findings that have a page of their own; a document with more shows the others in its data only.
pub const MOST_PAGES: usize = 500;

pub fn has_page(audit: &Audit, number: usize) -> bool {
    audit.findings[number].outcome == Outcome::Failed && number < MOST_PAGES
}

/// «60 occurrences, sur 2 pages»
pub fn count(finding: &Finding, language: Language) -> String {
    counted(finding.count, &finding.places, language)
}

pub fn counted<'p>(count: u32, places: impl IntoIterator<Item = &'p Place>, language: Language) -> String {
    let places: Vec<u32> = places.into_iter().map(|place| place.page).collect();
    let occurrences = language.count(count, ["occurrence", "occurrences", "occurrence", "occurrences"]);
    let least =
        if count as usize > places.len() { language.t("au moins\u{A0}", "at least\u{A0}") } else { "" };
    let pages: BTreeSet<u32> = places.into_iter().collect();
    let pages = language.count(pages.len(), ["page", "pages", "page", "pages"]);
    format!("{occurrences} {} {least}{pages}", language.t("sur", "on"))
}

pub fn criteria_of(finding: &Finding) -> BTreeSet<CriterionId> {
    finding.tests.iter().take(MOST_TESTS).map(|test| test.criterion()).collect()
}

pub fn list_criteria(criteria: &BTreeSet<CriterionId>, either: bool, language: Language) -> String {
    let names: Vec<_> = criteria.iter().map(CriterionId::to_string).collect();
    names.join(if either { language.t(" ou ", " or ") } else { ", " })
}

pub fn list_tests(tests: &[TestId]) -> String {
    let names: Vec<_> = tests.iter().take(MOST_TESTS).map(TestId::to_string).collect();
    let more = if tests.len() > MOST_TESTS { "…" } else { "" };
    format!("{}{more}", names.join(", "))
}
