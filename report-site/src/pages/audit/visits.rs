//! The pages of the sample: those that were examined, and those that could not be.

use super::limits::{Limits, cut};
use crate::{
    language::Say,
    text::{Link, Text},
    words,
};
use rules::{
    Outcome,
    audit::{Audit, AuditedPage, PageOutcome},
    messages::Language,
};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Visits {
    pub examined: Vec<Visit>,
    pub examined_cut: Option<String>,
    pub missed: Vec<Missed>,
    pub missed_cut: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Visit {
    pub number: usize,
    pub title: Text,
    pub address: Link,
    pub led_to: Option<Link>,
    pub kind: Text,
    pub result: String,
}

#[derive(Debug, Serialize)]
pub struct Missed {
    pub address: Link,
    pub kind: Text,
    pub label: &'static str,
    pub detail: Option<Text>,
}

impl Visits {
    pub fn from_audit(audit: &Audit, limits: &Limits, language: Language) -> Self {
        let (examined, missed): (Vec<_>, Vec<_>) =
            audit.pages.iter().partition(|page| page.outcome == PageOutcome::Audited);
        let shown: Vec<_> = (1..).zip(&examined).take(limits.visits).collect();
        Self {
            examined_cut: cut(shown.len(), examined.len(), language),
            missed_cut: cut(missed.len().min(limits.visits), missed.len(), language),
            examined: shown
                .into_iter()
                .map(|(number, page)| Visit::from_page(number, page, language))
                .collect(),
            missed: missed
                .iter()
                .take(limits.visits)
                .filter_map(|page| Missed::from_page(page, language))
                .collect(),
        }
    }
}

impl Visit {
    fn from_page(number: usize, page: &AuditedPage, language: Language) -> Self {
        let failed = page.tests.get(&Outcome::Failed).map_or(0, Vec::len);
        let title = page.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        Self {
            number,
            title: Text::capped(
                title.unwrap_or(language.t("(page sans titre)", "(page without title)")),
                120,
            ),
            address: Link::to(&page.url),
            led_to: page.final_url.as_deref().map(Link::to),
            kind: Text::capped(&words::sample_kind(page.kind.code(), language), 60),
            result: language
                .count(failed, ["test en échec", "tests en échec", "failed test", "failed tests"]),
        }
    }
}

impl Missed {
    fn from_page(page: &AuditedPage, language: Language) -> Option<Self> {
        let PageOutcome::NotAudited { cause, detail } = &page.outcome else { return None };
        Some(Self {
            address: Link::to(&page.url),
            kind: Text::capped(&words::sample_kind(page.kind.code(), language), 60),
            label: words::cause(cause).label.said(language),
            detail: detail.as_deref().map(|detail| Text::capped(detail, 160)),
        })
    }
}
