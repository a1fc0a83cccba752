//! Runs the rules that need several pages. Their verdicts are added to the pages concerned before the results of the
//! sample are computed. Kept pages contain everything that these rules use, so a second judgement gives the same
//! result.

use super::{JudgedPage, PageFinding, PageVerdict, findings::MOST_PLACES};
use crate::{
    Outcome, catalogue,
    documents::{Decision, Opened},
    sampled::{SampleRule, Sampled, SampledPage, Sighting, decide_document},
};

/// Adds to each page the verdicts that need the other pages.
pub(super) fn judge_together(pages: &mut [JudgedPage], known: u32, documents: &[Opened]) {
    for rule in catalogue::ON_SAMPLE.iter().filter(|sampled| !sampled.rule.aspects.is_empty()) {
        for (number, sighting) in sightings(rule, pages, known, documents) {
            if let Some(verdict) = &mut pages[number].verdict {
                add(verdict, rule, sighting);
            }
        }
    }
}

/// The sightings of a rule, by the page's rank in the sample.
fn sightings(
    rule: &SampleRule,
    pages: &[JudgedPage],
    known: u32,
    documents: &[Opened],
) -> Vec<(usize, Sighting)> {
    let (ranks, sampled) = side_by_side(pages, known, documents);
    (rule.judge)(&sampled).into_iter().map(|sighting| (ranks[sighting.page], sighting)).collect()
}

/// The decision about each document, in the order of the documents.
pub(super) fn decisions(pages: &[JudgedPage], known: u32, documents: &[Opened]) -> Vec<Decision> {
    let (_, sampled) = side_by_side(pages, known, documents);
    documents.iter().map(|document| decide_document(document, &sampled)).collect()
}

/// The pages that were judged, with their ranks in the sample.
fn side_by_side<'a>(
    pages: &'a [JudgedPage],
    known: u32,
    documents: &'a [Opened],
) -> (Vec<usize>, Sampled<'a>) {
    let mut ranks = Vec::new();
    let mut sampled = Sampled { pages: Vec::new(), lost: Vec::new(), known, documents };
    for (rank, page) in pages.iter().enumerate() {
        match &page.verdict {
            Some(verdict) => {
                ranks.push(rank);
                sampled.pages.push(SampledPage { row: &page.page, digest: &verdict.digest });
            }
            None => sampled.lost.push(&page.page),
        }
    }
    (ranks, sampled)
}

fn add(verdict: &mut PageVerdict, rule: &SampleRule, sighting: Sighting) {
    let mut finding = PageFinding::at(rule.rule, sighting.spot, sighting.verdict);
    let inapplicable = |aspect| verdict.aspects.get(aspect) == Some(&Outcome::Inapplicable);
    // The rule and the predicate of an aspect contradict each other, so the page is not reported as failed.
    if finding.outcome == Outcome::Failed && finding.aspects.iter().chain(&finding.also).any(inapplicable) {
        finding.outcome = Outcome::CantTell;
    }
    let Some(said) = verdict.rules.iter_mut().find(|said| said.rule.id == rule.rule.id) else { return };
    said.outcome = said.outcome.max(finding.outcome);
    // A sighting that is neither a defect nor a point to verify decides no aspect.
    if !matches!(finding.outcome, Outcome::Failed | Outcome::CantTell) {
        return;
    }
    let of_aspect = if finding.either { Outcome::CantTell } else { finding.outcome };
    let of_aspects = finding.aspects.iter().map(|aspect| (aspect, of_aspect));
    for (aspect, outcome) in of_aspects.chain(finding.also.iter().map(|aspect| (aspect, finding.outcome))) {
        if let Some(known) = verdict.aspects.get_mut(aspect).filter(|known| **known != Outcome::Inapplicable)
        {
            *known = outcome.max(*known);
        }
    }
    if said.findings.len() < MOST_PLACES { said.findings.push(finding) } else { said.not_listed += 1 }
}
