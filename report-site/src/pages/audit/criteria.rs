//! The criteria of an audit, theme by theme.

use super::finding_words::name_tests;
use crate::{language::Say, pages::at, text::Text, words};
use rules::{
    Outcome,
    audit::{Audit, CriterionResult},
    messages::Language,
    referential::{CriterionId, TestId},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Most criteria that are shown. No referential has as many; a document that lists more is cut.
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
    /// Path of the criterion's page, from the root.
    pub path: Option<String>,
    /// EARL's name of the outcome, used as a CSS class.
    pub outcome: &'static str,
    /// «non conforme», or «1.1 ou 1.2 non conforme».
    pub label: String,
    /// «test 8.3.1, sur 3 pages»
    pub detail: String,
}

/// Short title of a criterion.
pub fn title(audit: &Audit, id: CriterionId, language: Language) -> Option<&'static str> {
    let criterion = audit.referential()?.criterion(id)?;
    Some(language.t(criterion.title_fr, criterion.title_en))
}

pub fn themes(audit: &Audit, language: Language) -> Vec<ThemeView> {
    let failed_tests = audit.tests.get(&Outcome::Failed).map_or(&[][..], Vec::as_slice);
    let mut themes: Vec<ThemeView> = Vec::new();
    for result in audit.criteria.iter().take(MOST_CRITERIA) {
        if themes.last().is_none_or(|theme| theme.number != result.id.theme()) {
            themes.push(ThemeView::empty(audit, result.id.theme(), language));
        }
        if let Some(theme) = themes.last_mut() {
            theme.add(audit, result, failed_tests, language);
        }
    }
    themes
}

impl ThemeView {
    fn empty(audit: &Audit, number: u8, language: Language) -> Self {
        let theme = audit.referential().and_then(|referential| referential.theme(number));
        let name = theme.map(|theme| language.t(theme.title_fr, theme.title_en));
        let name = name.unwrap_or(language.t("Thème", "Theme"));
        Self { number, name, failed: 0, inapplicable: 0, passed: 0, left: 0, criteria: Vec::new() }
    }

    fn add(&mut self, audit: &Audit, result: &CriterionResult, failed_tests: &[TestId], language: Language) {
        match result.outcome {
            Outcome::Failed => self.failed += 1,
            Outcome::Inapplicable => self.inapplicable += 1,
            Outcome::Passed => self.passed += 1,
            Outcome::CantTell | Outcome::Untested => self.left += 1,
        }
        self.criteria.push(CriterionRow::from_result(audit, result, failed_tests, language));
    }
}

impl CriterionRow {
    fn from_result(
        audit: &Audit,
        result: &CriterionResult,
        failed_tests: &[TestId],
        language: Language,
    ) -> Self {
        let label = words::outcome(result.outcome)[0].said(language);
        let label = match alternative(result, language) {
            Some(alternative) => {
                format!("{alternative} {}", words::outcome(Outcome::Failed)[0].said(language))
            }
            None => label.to_owned(),
        };
        let tests: Vec<TestId> =
            failed_tests.iter().filter(|test| test.criterion() == result.id).copied().collect();
        let tests = if tests.is_empty() { String::new() } else { name_tests(&tests) };
        let pages = match result.failed_on.len() {
            0 => String::new(),
            pages => format!(
                "{} {}",
                language.t("sur", "on"),
                language.count(pages, ["page", "pages", "page", "pages"])
            ),
        };
        let known = audit.referential().filter(|referential| referential.criterion(result.id).is_some());
        Self {
            id: result.id.to_string(),
            title: title(audit, result.id, language).unwrap_or_default(),
            path: known.map(|referential| at::criterion(referential, result.id).to_string()),
            outcome: result.outcome.name(),
            label,
            detail: Text::line([tests, pages].join(" ").trim()).to_string(),
        }
    }
}

/// «1.1 ou 1.2», if it is proven that one of several criteria is not met, but not which one.
fn alternative(result: &CriterionResult, language: Language) -> Option<String> {
    const MOST: usize = 5;
    if result.failed_with.is_empty() {
        return None;
    }
    let all: BTreeSet<CriterionId> = result.failed_with.iter().copied().chain([result.id]).collect();
    let names: Vec<_> = all.iter().take(MOST).map(CriterionId::to_string).collect();
    Some(names.join(language.t(" ou ", " or ")))
}

/// The alternatives of all such proofs, each once.
pub fn alternatives(audit: &Audit, language: Language) -> Vec<String> {
    let criteria = audit.criteria.iter().take(MOST_CRITERIA);
    let all: BTreeSet<_> = criteria.filter_map(|result| alternative(result, language)).collect();
    all.into_iter().collect()
}
