//! Findings in figures and words: whether one has a page, its number of occurrences, its criteria and tests.

use crate::{language::Say, text::Text};
use rules::{
    Outcome,
    audit::{Audit, Finding, Place},
    messages::Language,
    referential::{CriterionId, TestId},
};
use std::collections::BTreeSet;

/// Most tests of a finding that are shown.
const MOST_TESTS: usize = 12;

/// Number of findings, the first of the audit, that can have a page of their own. The others are only in the data.
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

/// Whether the finding is about a whole page. Its code is then the same on every page, so pages are named instead.
pub fn is_of_page(finding: &Finding) -> bool {
    finding.places.first().is_some_and(|place| {
        let last = place.selector.rsplit(" > ").next().unwrap_or_default();
        matches!(place.selector.as_str(), ":root" | "html") || matches!(element_of(last), "title" | "body")
    })
}

/// The name of the element in one step of a selector: `td` of `td.total:nth-child(2)`.
pub fn element_of(step: &str) -> &str {
    step.split([':', '#', '.', '[']).next().unwrap_or_default()
}

/// The code of the element with the defect. For an element that contains the whole page, only the start tag is shown,
/// because its content says nothing about the defect.
pub fn code(finding: &Finding, most: usize) -> Text {
    const WHOLE: [&str; 3] = ["html", "head", "body"];
    let html = finding.html.as_str();
    let name =
        html.strip_prefix('<').map(|rest| rest.split([' ', '\n', '\t', '>']).next().unwrap_or_default());
    let is_whole = name.is_some_and(|name| WHOLE.contains(&name));
    match end_of_tag(html).filter(|end| is_whole && *end < html.len()) {
        Some(end) => Text::capped(&format!("{}…", &html[..end]), most),
        None => Text::capped(html, most),
    }
}

/// Position after the first tag. A value in quotes may hold `>`.
fn end_of_tag(html: &str) -> Option<usize> {
    let mut quoted = false;
    let end = html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map(|at| at + 1)
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

/// «test 6.2.1», «tests 1.1.1, 1.2.1»: the same words in French and English.
pub fn name_tests(tests: &[TestId]) -> String {
    let noun = if tests.len() > 1 { "tests" } else { "test" };
    format!("{noun} {}", list_tests(tests))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn finding(html: &str, selector: &str) -> Finding {
        let place = serde_json::json!({ "page": 0, "selector": selector });
        Finding {
            id: "0".into(),
            rule: "rule".into(),
            outcome: Outcome::Failed,
            reason: "reason".into(),
            data: BTreeMap::new(),
            tests: Vec::new(),
            either: false,
            html: html.into(),
            count: 1,
            places: vec![serde_json::from_value(place).unwrap()],
        }
    }

    fn shown(html: &str) -> String {
        code(&finding(html, "html"), 40).to_string()
    }

    #[test]
    fn a_finding_is_of_a_page_where_every_page_has_such_an_element_once() {
        for selector in [":root", "html", "html > body", "html > body.home", "html > head > title"] {
            assert!(is_of_page(&finding("", selector)), "{selector}");
        }
        for selector in ["", "html > body > p", "#body", "html > body > svg"] {
            assert!(!is_of_page(&finding("", selector)), "{selector}");
        }
    }

    #[test]
    fn of_a_whole_page_only_the_start_tag_is_shown() {
        for (html, told) in [
            ("<html><head><title>A</title>", "<html>…"),
            (r#"<html title="a > b"><head>"#, r#"<html title="a > b">…"#),
            ("<body>", "<body>"),
            ("<bodyguard><p>", "<bodyguard><p>"),
            ("<header><p>A", "<header><p>A"),
            ("<html lang", "<html lang"),
            (
                "<p>An é after it that is longer than what is shown</p>",
                "<p>An é after it that is longer than wha…",
            ),
        ] {
            assert_eq!(shown(html), told);
        }
    }
}
