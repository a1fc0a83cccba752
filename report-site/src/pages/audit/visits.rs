//! The pages of the sample: those that were examined, and those that could not be.

use super::limits::{Limits, cut};
use crate::{
    french::count,
    text::{Link, Text},
    words,
};
use rules::{
    Outcome,
    audit::{Audit, AuditedPage, PageOutcome},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub struct Visits {
    pub examined: Vec<Visit>,
    pub examined_cut: Option<String>,
    pub missed: Vec<Missed>,
    pub missed_cut: Option<String>,
    /// From the page's index in the document to the number it has on this page.
    pub(super) numbers: BTreeMap<u32, usize>,
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
    pub fn of(audit: &Audit, limits: &Limits) -> Self {
        let (examined, missed): (Vec<_>, Vec<_>) =
            (0u32..).zip(&audit.pages).partition(|(_, page)| page.outcome == PageOutcome::Audited);
        let shown: Vec<_> = (1..).zip(&examined).take(limits.visits).collect();
        Self {
            numbers: shown.iter().map(|(number, (index, _))| (*index, *number)).collect(),
            examined_cut: cut(shown.len(), examined.len()),
            missed_cut: cut(missed.len().min(limits.visits), missed.len()),
            examined: shown.into_iter().map(|(number, (_, page))| Visit::of(number, page)).collect(),
            missed: missed.iter().take(limits.visits).filter_map(|(_, page)| Missed::of(page)).collect(),
        }
    }
}

impl Visit {
    fn of(number: usize, page: &AuditedPage) -> Self {
        let failed = page.tests.get(&Outcome::Failed).map_or(0, Vec::len);
        let title = page.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        Self {
            number,
            title: Text::capped(title.unwrap_or("(page sans titre)"), 120),
            address: Link::to(&page.url),
            led_to: page.final_url.as_deref().map(Link::to),
            kind: Text::capped(&words::sample_kind(&page.kind), 60),
            result: count(failed as u64, "test en échec", "tests en échec"),
        }
    }
}

impl Missed {
    fn of(page: &AuditedPage) -> Option<Self> {
        let PageOutcome::NotAudited { cause, detail } = &page.outcome else { return None };
        Some(Self {
            address: Link::to(&page.url),
            kind: Text::capped(&words::sample_kind(&page.kind), 60),
            label: &words::cause(cause).label.french,
            detail: detail.as_deref().map(|detail| Text::capped(detail, 160)),
        })
    }
}
