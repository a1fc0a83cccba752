//! A document that is proven inaccessible has an accessible version.

use crate::{
    Outcome, Rule, Verdict,
    documents::{Because, Facts, Known, Opened, Reading},
    referential::Aspect,
    sampled::{Sampled, Sighting, decide_document, no_target, no_verdict},
};

pub static RULE: Rule = Rule {
    id: "document-has-accessible-version",
    aspects: &[Aspect::new("document-accessible-version")],
    act: &[],
    wcag: &["1.1.1", "1.3.1", "1.3.2", "4.1.2"],
    doc: include_str!("document_has_accessible_version.md"),
    applicability: no_target,
    expectation: no_verdict,
};

/// Judges the links to each document that was opened, on the pages that contain them.
pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    sampled.documents.iter().flat_map(|document| of_document(sampled, document)).collect()
}

fn of_document(sampled: &Sampled<'_>, document: &Opened) -> Vec<Sighting> {
    let Reading::Examined { facts } = &document.reading else { return Vec::new() };
    let Some(verdict) = verdict(sampled, document, facts) else { return Vec::new() };
    let on_page = |page: usize| {
        let link = sampled.pages[page].digest.documents.iter().find(|link| link.url == document.url)?;
        Some(Sighting { page, spot: link.spot.clone(), verdict: verdict.clone() })
    };
    (0..sampled.pages.len()).filter_map(on_page).collect()
}

fn verdict(sampled: &Sampled<'_>, document: &Opened, facts: &Facts) -> Option<Verdict> {
    let decision = decide_document(document, sampled);
    let verdict = match (decision.reason, decision.outcome) {
        (Because::Inaccessible, Outcome::Failed) if facts.text == Known::No => {
            Verdict::fail("document-is-pictures")
        }
        (Because::Inaccessible, Outcome::Failed) => Verdict::fail("document-is-untagged"),
        (Because::MaybeExempt, _) => Verdict::cant_tell("document-maybe-exempt"),
        (Because::Undated, _) => Verdict::cant_tell("document-undated"),
        (Because::MaybeReplaced, _) => Verdict::cant_tell("document-maybe-replaced"),
        (Because::ToVerify, _) => Verdict::cant_tell("document-to-verify"),
        _ => return None,
    };
    let date = facts.created.map(|day| day.to_string()).unwrap_or_default();
    let name = document.url.rsplit('/').next().unwrap_or_default().chars().take(80).collect::<String>();
    Some(verdict.with("format", facts.format.name()).with("date", date).with("file", name))
}
