//! The sheet of findings, one line for each.

use super::{super::Shown, found::state};
use crate::exports::sheets::{Cell, Sheet};
use rules::audit::Finding;

/// Most findings in the sheet; more than a person reads.
const MOST_FINDINGS: usize = 500;

pub fn sheet(shown: &Shown<'_>) -> Sheet {
    let heads = [
        "Tests",
        shown.t("État", "State"),
        shown.t("Constat", "Finding"),
        shown.t("Que faire", "What to do"),
        "Occurrences",
        shown.t("Première page", "First page"),
        shown.t("Sélecteur", "Selector"),
        shown.t("Preuve", "Evidence"),
    ];
    let findings = shown.audit.findings.iter().enumerate().take(MOST_FINDINGS);
    let lines = findings.map(|(number, finding)| line(shown, number, finding));
    Sheet::below(shown.t("Constats", "Findings"), heads, [14, 12, 45, 45, 12, 34, 34, 14], lines)
}

fn line(shown: &Shown<'_>, number: usize, finding: &Finding) -> Vec<Cell> {
    let message = &shown.messages[number];
    let first = finding.places.first();
    let page = first.map(|place| place.page as usize);
    let address = page.and_then(|page| shown.addresses.get(page)).cloned().flatten();
    let page = page.and_then(|page| shown.audit.pages.get(page)).map_or("", |page| page.url.as_str());
    let between = if finding.either { shown.t(" ou ", " or ") } else { ", " };
    let tests: Vec<_> = finding.tests.iter().take(12).map(ToString::to_string).collect();
    vec![
        Cell::text(&tests.join(between), 100),
        Cell::own(state(shown, finding)),
        Cell::text(&message.what, 600),
        Cell::text(&message.fix, 600),
        Cell::number(finding.count as usize),
        Cell::text(page, 200).leading_to(address),
        Cell::text(first.map_or("", |place| &place.selector), 300),
        Cell::own(shown.t("voir la preuve", "see the evidence")).leading_to(shown.evidence_link(number)),
    ]
}
