//! The criteria of an audit, theme by theme.

use crate::{french::count, text::Text, words};
use rules::{
    Outcome,
    audit::{Audit, CriterionResult},
    referential::{CriterionId, ReferentialId, TestId},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// More criteria than any referential has: a document that lists more is cut.
const MOST_CRITERIA: usize = 200;

#[derive(Debug, Serialize)]
pub struct ThemeView {
    pub number: u8,
    pub name: &'static str,
    pub failed: usize,
    pub inapplicable: usize,
    pub passed: usize,
    pub left: usize,
    pub criteria: Vec<CriterionRow>,
}

#[derive(Debug, Serialize)]
pub struct CriterionRow {
    pub id: String,
    pub title: &'static str,
    /// Address of the official text.
    pub official: Option<String>,
    /// For the class, EARL's own name.
    pub outcome: &'static str,
    /// «non conforme», or «1.1 ou 1.2 non conforme».
    pub label: String,
    /// «test 8.3.1, sur 3 pages»
    pub detail: String,
}

/// The referential of the audit, if this program has its data.
fn referential(audit: &Audit) -> Option<ReferentialId> {
    let setting = &audit.setting;
    let same =
        |id: &ReferentialId| id.name() == setting.referential && id.version() == setting.referential_version;
    ReferentialId::ALL.into_iter().find(same)
}

/// Short title of a criterion.
pub fn title(audit: &Audit, id: CriterionId) -> Option<&'static str> {
    Some(referential(audit)?.referential().criterion(id)?.title_fr)
}

pub fn themes(audit: &Audit) -> Vec<ThemeView> {
    let failed_tests = audit.tests.get(&Outcome::Failed).map_or(&[][..], Vec::as_slice);
    let mut themes: Vec<ThemeView> = Vec::new();
    for result in audit.criteria.iter().take(MOST_CRITERIA) {
        if themes.last().is_none_or(|theme| theme.number != result.id.theme()) {
            themes.push(ThemeView::empty(audit, result.id.theme()));
        }
        if let Some(theme) = themes.last_mut() {
            theme.add(audit, result, failed_tests);
        }
    }
    themes
}

impl ThemeView {
    fn empty(audit: &Audit, number: u8) -> Self {
        let name =
            referential(audit).and_then(|id| id.referential().theme(number)).map(|theme| theme.title_fr);
        let name = name.unwrap_or("Thème");
        Self { number, name, failed: 0, inapplicable: 0, passed: 0, left: 0, criteria: Vec::new() }
    }

    fn add(&mut self, audit: &Audit, result: &CriterionResult, failed_tests: &[TestId]) {
        match result.outcome {
            Outcome::Failed => self.failed += 1,
            Outcome::Inapplicable => self.inapplicable += 1,
            Outcome::Passed => self.passed += 1,
            Outcome::CantTell | Outcome::Untested => self.left += 1,
        }
        self.criteria.push(CriterionRow::of(audit, result, failed_tests));
    }
}

impl CriterionRow {
    fn of(audit: &Audit, result: &CriterionResult, failed_tests: &[TestId]) -> Self {
        let label = &words::outcome(result.outcome)[0].french;
        let label = match alternative(result) {
            Some(alternative) => format!("{alternative} {}", words::outcome(Outcome::Failed)[0].french),
            None => label.clone(),
        };
        let tests: Vec<_> =
            failed_tests.iter().filter(|test| test.criterion() == result.id).map(TestId::to_string).collect();
        let tests = match tests.len() {
            0 => String::new(),
            1 => format!("test {}", tests[0]),
            _ => format!("tests {}", tests.join(", ")),
        };
        let pages = match result.failed_on.len() {
            0 => String::new(),
            pages => format!("sur {}", count(pages as u64, "page", "pages")),
        };
        Self {
            id: result.id.to_string(),
            title: title(audit, result.id).unwrap_or_default(),
            official: title(audit, result.id).and(referential(audit)).map(|id| id.criterion_url(result.id)),
            outcome: result.outcome.name(),
            label,
            detail: Text::line([tests, pages].join(" ").trim()).to_string(),
        }
    }
}

/// «1.1 ou 1.2», when a proof breaks one of several criteria without saying which.
fn alternative(result: &CriterionResult) -> Option<String> {
    const MOST: usize = 5;
    if result.failed_with.is_empty() {
        return None;
    }
    let all: BTreeSet<CriterionId> = result.failed_with.iter().copied().chain([result.id]).collect();
    let names: Vec<_> = all.iter().take(MOST).map(CriterionId::to_string).collect();
    Some(names.join(" ou "))
}

/// Every such proof once.
pub fn alternatives(audit: &Audit) -> Vec<String> {
    let all: BTreeSet<_> = audit.criteria.iter().take(MOST_CRITERIA).filter_map(alternative).collect();
    all.into_iter().collect()
}
