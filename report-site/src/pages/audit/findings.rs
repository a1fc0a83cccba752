//! The findings of an audit, each with its message, its excerpt and its places.

use super::{
    super::Context,
    criteria::title,
    limits::{Limits, cut},
    visits::Visits,
};
use crate::{
    french::count,
    messages::Language,
    text::{Link, Text},
};
use rules::{
    Outcome,
    audit::{Audit, Finding, Place},
    referential::{CriterionId, TestId},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// More tests than one rule serves: a document that lists more is cut.
const MOST_TESTS: usize = 12;

#[derive(Debug, Serialize)]
pub struct FindingList {
    pub shown: Vec<FindingView>,
    pub total: String,
    pub cut: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct FindingView {
    /// Of the heading, so that one finding can be linked to.
    pub anchor: String,
    /// «8.3», or «1.1 ou 1.2».
    pub criteria: String,
    /// «1.1 Images informatives …», one a criterion.
    pub titles: Vec<String>,
    pub tests: String,
    pub either: bool,
    pub what: Text,
    pub why: Text,
    pub fix: Text,
    pub html: Text,
    pub count: String,
    pub places: Vec<PlaceView>,
    /// Places that are not shown.
    pub more: Option<String>,
    pub rule: Text,
    pub reason: Text,
}

#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// Number of the page in the table of pages.
    pub page: Option<usize>,
    /// When that table does not show the page.
    pub address: Option<Link>,
    pub selector: Text,
}

impl FindingList {
    pub fn of(
        context: &Context<'_>,
        audit: &Audit,
        outcome: Outcome,
        visits: &Visits,
        limits: &Limits,
    ) -> Self {
        let numbered = audit.findings.iter().enumerate();
        let all: Vec<_> = numbered.filter(|(_, finding)| finding.outcome == outcome).collect();
        let view = |(number, finding): &(usize, &Finding)| {
            FindingView::of(context, audit, finding, *number, visits, limits)
        };
        let shown: Vec<_> = all.iter().take(limits.findings).map(view).collect();
        Self {
            total: count(all.len() as u64, "constat distinct", "constats distincts"),
            cut: cut(shown.len(), all.len()),
            shown,
        }
    }
}

impl FindingView {
    fn of(
        context: &Context<'_>,
        audit: &Audit,
        finding: &Finding,
        number: usize,
        visits: &Visits,
        limits: &Limits,
    ) -> Self {
        let message =
            context.messages.message(&finding.rule, &finding.reason, Language::French, &finding.data);
        let criteria: BTreeSet<_> =
            finding.tests.iter().take(MOST_TESTS).map(|test| test.criterion()).collect();
        let places: Vec<_> = finding.places.iter().take(limits.places).collect();
        let left = (finding.count as usize).saturating_sub(places.len());
        Self {
            anchor: anchor(audit, number),
            criteria: list_criteria(&criteria, finding.either),
            titles: criteria.iter().filter_map(|id| Some(format!("{id} {}", title(audit, *id)?))).collect(),
            tests: list_tests(&finding.tests),
            either: finding.either,
            what: Text::capped(&message.what, limits.sentence),
            why: Text::capped(&message.why, limits.sentence),
            fix: Text::capped(&message.fix, limits.sentence),
            html: Text::capped(&finding.html, limits.excerpt),
            count: count(finding.count, "occurrence", "occurrences"),
            places: places.into_iter().map(|place| PlaceView::of(audit, place, visits)).collect(),
            more: (left > 0).then(|| count(left as u64, "autre", "autres")),
            rule: Text::capped(&finding.rule, 60),
            reason: Text::capped(&finding.reason, 60),
        }
    }
}

impl PlaceView {
    fn of(audit: &Audit, place: &Place, visits: &Visits) -> Self {
        let page = visits.numbers.get(&place.page).copied();
        let address = audit.pages.get(place.page as usize).filter(|_| page.is_none());
        Self {
            page,
            address: address.map(|page| Link::to(&page.url)),
            selector: Text::capped(&place.selector, 200),
        }
    }
}

/// The finding's own id, which stays the same from audit to audit; its number if that id is not one, or is not
/// its alone.
fn anchor(audit: &Audit, number: usize) -> String {
    let id = &audit.findings[number].id;
    let sound = (1..=16).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let first = || audit.findings.iter().position(|other| other.id == *id) == Some(number);
    if sound && first() { format!("constat-{id}") } else { format!("constat-n{number}") }
}

fn list_criteria(criteria: &BTreeSet<CriterionId>, either: bool) -> String {
    let names: Vec<_> = criteria.iter().map(CriterionId::to_string).collect();
    names.join(if either { " ou " } else { ", " })
}

pub(crate) fn list_tests(tests: &[TestId]) -> String {
    let names: Vec<_> = tests.iter().take(MOST_TESTS).map(TestId::to_string).collect();
    let more = if tests.len() > MOST_TESTS { "…" } else { "" };
    format!("{}{more}", names.join(", "))
}
