//! The list of findings on the page of an audit. Each finding has a page with all details.

use super::{
    criteria::title,
    earlier::Class,
    finding_words::{code, counted, criteria_of, element_of, is_of_page, list_criteria},
    limits::{Limits, cut},
    name::Name,
    subject::{Subject, path},
};
use crate::{language::Say, text::Text};
use rules::{
    Outcome,
    audit::{Audit, Finding},
    referential::TestId,
};
use serde::Serialize;
use std::collections::HashMap;

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
    /// Title of the first criterion: «Images informatives …».
    pub title: &'static str,
    pub what: Text,
    pub html: Text,
    /// «60 occurrences, sur 2 pages»
    pub count: String,
    /// Change since the previous audit.
    pub class: Option<Class>,
    /// Similar findings shown on the same card, and the number of those not listed.
    pub alike: Vec<AlikeLink>,
    pub alike_more: usize,
}

/// A finding on the same card.
#[derive(Debug, Serialize)]
pub struct AlikeLink {
    pub path: Option<String>,
    pub name: Name,
}

/// Most links on one card.
const MOST_ALIKE: usize = 20;

/// Findings grouped into cards, in their order. One card holds the findings that concern whole pages in the same way,
/// or the points to verify on cells of one table.
fn alike(audit: &Audit, numbers: &[usize]) -> Vec<Vec<usize>> {
    let mut cards: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(&str, &str, &[TestId], String), usize> = HashMap::new();
    for number in numbers {
        let finding = &audit.findings[*number];
        let Some(spot) = spot(finding) else {
            cards.push(vec![*number]);
            continue;
        };
        let key = (finding.rule.as_str(), finding.reason.as_str(), finding.tests.as_slice(), spot);
        let card = *known.entry(key).or_insert_with(|| {
            cards.push(Vec::new());
            cards.len() - 1
        });
        cards[card].push(*number);
    }
    cards
}

/// The place that findings of one card share: the same element of the whole page, or the table that holds the cell.
fn spot(finding: &Finding) -> Option<String> {
    let selector = finding.places.first()?.selector.as_str();
    let steps: Vec<&str> = selector.split(" > ").collect();
    if is_of_page(finding) {
        return Some(selector.to_owned());
    }
    let is_row = |step: &&str| matches!(element_of(step), "tr" | "thead" | "tbody" | "tfoot");
    let row = steps.iter().position(is_row).filter(|_| finding.outcome != Outcome::Failed)?;
    Some(format!("{} {}", finding.places[0].page, steps[..row].join(" > ")))
}

impl FindingList {
    pub fn new(subject: &Subject<'_>, outcome: Outcome, most: usize, limits: &Limits) -> Self {
        let language = subject.context.language;
        let numbered = subject.audit.findings.iter().enumerate();
        let all: Vec<_> =
            numbered.filter(|(_, finding)| finding.outcome == outcome).map(|(number, _)| number).collect();
        let cards = alike(subject.audit, &all);
        let told: usize = cards.iter().take(most).map(Vec::len).sum();
        let shown: Vec<_> =
            cards.iter().take(most).map(|card| FindingView::from_card(subject, card, limits)).collect();
        let words = match outcome {
            Outcome::Failed => {
                ["défaut distinct", "défauts distincts", "distinct defect", "distinct defects"]
            }
            _ => ["point distinct", "points distincts", "distinct point", "distinct points"],
        };
        Self { total: language.count(all.len(), words), cut: cut(told, all.len(), language), shown }
    }
}

impl FindingView {
    fn from_card(subject: &Subject<'_>, card: &[usize], limits: &Limits) -> Self {
        let (language, number) = (subject.context.language, card[0]);
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
            html: code(finding, limits.excerpt),
            count: count_of(subject, card),
            class: subject.class_of(number).filter(|_| card.len() == 1),
            alike: card
                .iter()
                .skip(1)
                .take(MOST_ALIKE.min(limits.findings))
                .map(|at| link(subject, *at))
                .collect(),
            alike_more: (card.len() - 1).saturating_sub(MOST_ALIKE.min(limits.findings)),
        }
    }
}

/// «9 occurrences sur 9 pages», over all findings of a card.
fn count_of(subject: &Subject<'_>, card: &[usize]) -> String {
    let findings = card.iter().map(|number| &subject.audit.findings[*number]);
    let count = findings.clone().map(|finding| finding.count).sum();
    counted(count, findings.flat_map(|finding| &finding.places), subject.context.language)
}

fn link(subject: &Subject<'_>, number: usize) -> AlikeLink {
    AlikeLink { path: path(subject, number), name: Name::from_finding(subject, number, 80) }
}
