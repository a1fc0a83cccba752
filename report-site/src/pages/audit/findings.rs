//! The findings of an audit in short, as its page lists them: the page of each says all.

use super::{
    super::at,
    Subject,
    changes::Class,
    criteria::title,
    limits::{Limits, cut},
};
use crate::{language::Say, text::Text};
use rules::{
    Outcome,
    audit::{Audit, Finding},
    referential::{CriterionId, TestId},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// More tests than one rule serves: a document that lists more is cut.
const MOST_TESTS: usize = 12;
/// Findings that have a page of their own; a document with more shows the others in its data only.
pub(super) const MOST_PAGES: usize = 500;

#[derive(Debug, Serialize)]
pub struct FindingList {
    pub shown: Vec<FindingView>,
    pub total: String,
    pub cut: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct FindingView {
    /// Anchor of the list's entry, so that it can be linked to.
    pub anchor: String,
    /// Path of its own page, from the audit's folder.
    pub path: Option<String>,
    /// «8.3», or «1.1 ou 1.2».
    pub criteria: String,
    /// «Images informatives …», of the first criterion.
    pub title: &'static str,
    pub what: Text,
    pub html: Text,
    /// «60 occurrences, sur 2 pages»
    pub count: String,
    /// What became of it since the audit before.
    pub class: Option<Class>,
}

impl FindingList {
    pub fn of(subject: &Subject<'_>, outcome: Outcome, most: usize, limits: &Limits) -> Self {
        let language = subject.context.language;
        let numbered = subject.audit.findings.iter().enumerate();
        let all: Vec<_> =
            numbered.filter(|(_, finding)| finding.outcome == outcome).map(|(number, _)| number).collect();
        let shown: Vec<_> =
            all.iter().take(most).map(|number| FindingView::of(subject, *number, limits)).collect();
        let words = match outcome {
            Outcome::Failed => {
                ["défaut distinct", "défauts distincts", "distinct defect", "distinct defects"]
            }
            _ => ["point distinct", "points distincts", "distinct point", "distinct points"],
        };
        Self { total: language.count(all.len(), words), cut: cut(shown.len(), all.len(), language), shown }
    }
}

impl FindingView {
    fn of(subject: &Subject<'_>, number: usize, limits: &Limits) -> Self {
        let language = subject.context.language;
        let finding = &subject.audit.findings[number];
        let message = &subject.shown.messages[number];
        let criteria = criteria_of(finding);
        let first = criteria.first().and_then(|id| title(subject.audit, *id, language));
        Self {
            anchor: format!("constat-{}", subject.shown.folders[number]),
            path: path(subject, number),
            criteria: list_criteria(&criteria, finding.either, language),
            title: first.unwrap_or_default(),
            what: Text::capped(&message.what, limits.sentence),
            html: Text::capped(&finding.html, limits.excerpt),
            count: count(finding, subject),
            class: subject.class_of(number),
        }
    }
}

/// From the audit's folder; `None` for what has no page of its own.
pub(super) fn path(subject: &Subject<'_>, number: usize) -> Option<String> {
    has_page(subject.audit, number).then(|| format!("{}/{}/", at::FINDINGS, subject.shown.folders[number]))
}

pub(crate) fn has_page(audit: &Audit, number: usize) -> bool {
    audit.findings[number].outcome == Outcome::Failed && number < MOST_PAGES
}

/// «60 occurrences, sur 2 pages»
pub(super) fn count(finding: &Finding, subject: &Subject<'_>) -> String {
    let language = subject.context.language;
    let pages: BTreeSet<u32> = finding.places.iter().map(|place| place.page).collect();
    let occurrences =
        language.count(finding.count, ["occurrence", "occurrences", "occurrence", "occurrences"]);
    let pages = language.count(pages.len(), ["page", "pages", "page", "pages"]);
    let least = if finding.count as usize > finding.places.len() {
        language.t("au moins\u{A0}", "at least\u{A0}")
    } else {
        ""
    };
    format!("{occurrences} {} {least}{pages}", language.t("sur", "on"))
}

pub(super) fn criteria_of(finding: &Finding) -> BTreeSet<CriterionId> {
    finding.tests.iter().take(MOST_TESTS).map(|test| test.criterion()).collect()
}

pub(super) fn list_criteria(
    criteria: &BTreeSet<CriterionId>,
    either: bool,
    language: rules::messages::Language,
) -> String {
    let names: Vec<_> = criteria.iter().map(CriterionId::to_string).collect();
    names.join(if either { language.t(" ou ", " or ") } else { ", " })
}

pub(crate) fn list_tests(tests: &[TestId]) -> String {
    let names: Vec<_> = tests.iter().take(MOST_TESTS).map(TestId::to_string).collect();
    let more = if tests.len() > MOST_TESTS { "…" } else { "" };
    format!("{}{more}", names.join(", "))
}
