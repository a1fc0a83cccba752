//! Findings of the audit on one criterion.

use super::super::Shown;
use crate::{exports::sheets::Cell, messages::title, text::Text};
use rules::{
    Outcome,
    audit::Finding,
    documents::DocumentsDigest,
    messages::Language,
    referential::{Criterion, CriterionId},
};
use std::collections::{BTreeSet, HashMap};

/// Criterion on files for download and their accessible versions.
const ON_DOCUMENTS: CriterionId = CriterionId::new(13, 3);

/// Most lines in one cell.
const MOST_LINES: usize = 5;
const MOST_LETTERS: usize = 1200;

/// A finding with its number in the audit.
type Numbered<'s> = (usize, &'s Finding);

pub struct Found<'s> {
    failed_on: &'s [u32],
    findings: Vec<Numbered<'s>>,
    /// Findings that have a place on a page, by page.
    on_pages: HashMap<u32, Vec<Numbered<'s>>>,
    /// Remarks on documents, for the line of the criterion about documents.
    documents: Option<String>,
}

/// Title of each finding, in the order of the audit.
pub fn titles(shown: &Shown<'_>) -> Vec<String> {
    let title = |finding: &Finding| {
        String::from(Text::capped(&title(&finding.rule, &finding.reason, shown.language), 150))
    };
    shown.audit.findings.iter().map(title).collect()
}

impl<'s> Found<'s> {
    pub fn on_criterion(shown: &'s Shown<'_>, criterion: &Criterion) -> Self {
        let concerns = |finding: &Finding| finding.tests.iter().any(|test| test.criterion() == criterion.id);
        let numbered = shown.audit.findings.iter().enumerate();
        let findings: Vec<_> = numbered.filter(|(_, finding)| concerns(finding)).collect();
        Self {
            failed_on: shown.failed_on(criterion.id),
            on_pages: by_page(&findings),
            findings,
            documents: if criterion.id == ON_DOCUMENTS { documents(shown) } else { None },
        }
    }

    pub fn fails_on(&self, page: u32) -> bool {
        self.failed_on.contains(&page)
    }

    /// Address at which the proof on a page is shown.
    pub fn evidence(&self, shown: &Shown<'_>, page: u32) -> Option<String> {
        let (number, _) = self.proofs_on(page).into_iter().next()?;
        shown.evidence_link(number)
    }

    /// Changes to make on a page where the criterion is proven not met.
    pub fn to_change(&self, shown: &Shown<'_>, page: u32) -> Cell {
        let mut lines: Vec<&str> = Vec::new();
        for (number, _) in self.proofs_on(page) {
            let fix = shown.messages[number].fix.as_str();
            if lines.len() < MOST_LINES && !fix.is_empty() && !lines.contains(&fix) {
                lines.push(fix);
            }
        }
        Cell::text(&lines.join("\n"), MOST_LETTERS)
    }

    /// The findings on a page in one cell, which links to the first of them.
    pub fn on_page(&self, shown: &Shown<'_>, titles: &[String], page: u32) -> Cell {
        let mut here = self.on_pages.get(&page).cloned().unwrap_or_default();
        if here.is_empty() && self.fails_on(page) {
            here = self.proofs_on(page);
        }
        let line =
            |(number, finding): Numbered<'_>| format!("{} ({})", titles[number], state(shown, finding));
        told(shown, &here, Vec::new(), line)
    }

    /// The findings on the whole sample in one cell.
    pub fn on_sample(&self, shown: &Shown<'_>, titles: &[String]) -> Cell {
        let line = |(number, finding): Numbered<'_>| {
            format!("{} ({}, {} ×)", titles[number], state(shown, finding), finding.count)
        };
        told(shown, &self.findings, self.documents.iter().cloned().collect(), line)
    }

    /// The findings that prove that the criterion is not met on a page. An audit stores only some places of a frequent
    /// defect, perhaps none on this page; then the first proof of the criterion is given.
    fn proofs_on(&self, page: u32) -> Vec<Numbered<'s>> {
        let on_page = self.on_pages.get(&page).into_iter().flatten();
        let here: Vec<_> = on_page.copied().filter(|(_, finding)| proves(finding)).collect();
        let first = || self.findings.iter().copied().find(|(_, finding)| proves(finding));
        if here.is_empty() { first().into_iter().collect() } else { here }
    }
}

fn by_page<'s>(findings: &[Numbered<'s>]) -> HashMap<u32, Vec<Numbered<'s>>> {
    let mut by_page: HashMap<u32, Vec<Numbered<'s>>> = HashMap::new();
    for (number, finding) in findings {
        let pages: BTreeSet<u32> = finding.places.iter().map(|place| place.page).collect();
        pages.into_iter().for_each(|page| by_page.entry(page).or_default().push((*number, *finding)));
    }
    by_page
}

fn proves(finding: &Finding) -> bool {
    finding.outcome == Outcome::Failed && sole(finding)
}

/// Whether a finding proves a criterion by itself, and not one of several.
fn sole(finding: &Finding) -> bool {
    let mut criteria = finding.tests.iter().map(|test| test.criterion());
    let first = criteria.next();
    !finding.either || criteria.all(|other| Some(other) == first)
}

fn told(
    shown: &Shown<'_>,
    found: &[Numbered<'_>],
    before: Vec<String>,
    line: impl Fn(Numbered<'_>) -> String,
) -> Cell {
    let mut lines: Vec<_> =
        before.into_iter().chain(found.iter().copied().take(MOST_LINES).map(line)).collect();
    if found.len() > MOST_LINES {
        let more = found.len() - MOST_LINES;
        lines.push(match shown.language {
            Language::French => format!("… et {more} autres"),
            Language::English => format!("… and {more} others"),
        });
    }
    let first = found.first().and_then(|(number, _)| shown.evidence_link(*number));
    Cell::text(&lines.join("\n"), MOST_LETTERS).leading_to(first)
}

fn documents(shown: &Shown<'_>) -> Option<String> {
    let digest = shown.audit.documents.as_ref().map(DocumentsDigest::from_documents)?;
    let told = crate::pages::documents::sentence(&digest, shown.language)?;
    Some(format!("Documents{}: {told}", shown.t("\u{A0}", "")))
}

pub fn state<'t>(shown: &Shown<'_>, finding: &Finding) -> &'t str {
    match finding.outcome {
        Outcome::Failed if finding.either => shown.t("prouvé, l’un ou l’autre", "proven, one or the other"),
        Outcome::Failed => shown.t("prouvé", "proven"),
        _ => shown.t("à vérifier", "to verify"),
    }
}
