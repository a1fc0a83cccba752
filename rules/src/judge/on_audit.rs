//! The whole sample: pages become one audit document, with each distinct defect once.

use super::{
    PageFinding, PageVerdict,
    on_sample::{decisions, judge_together},
};
use crate::{
    Outcome, applicability,
    audit::{
        Audit, AuditOutcome, AuditedPage, CriterionResult, FORMAT, Finding, PageOutcome, Place, Sample,
        Setting, Site, Summary, hash_of,
    },
    documents::Documents,
    made_with::MadeWith,
    page::without_made_up,
    referential::{Criterion, CriterionId, Referential, TestId},
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A page of the sample: its row in the document, and its verdict if it was captured.
pub struct JudgedPage {
    pub page: AuditedPage,
    pub verdict: Option<PageVerdict>,
}

/// What is known of the audit beside its pages.
pub struct Circumstances {
    pub site: Site,
    pub started_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub setting: Setting,
    pub outcome: AuditOutcome,
    pub sample: Sample,
    /// The documents that its pages offer; `None` where nobody looked.
    pub documents: Option<Documents>,
}

/// Makes the document. Pages stand in the order given.
pub fn assemble(about: Circumstances, mut pages: Vec<JudgedPage>) -> Audit {
    let opened = about.documents.as_ref().map(Documents::opened).unwrap_or_default();
    judge_together(&mut pages, about.sample.known, &opened);
    let mut documents = about.documents;
    let files = documents.iter_mut().flat_map(|documents| &mut documents.files);
    for (file, decision) in files.zip(decisions(&pages, about.sample.known, &opened)) {
        file.decision = decision;
    }
    applicability::sample::settle(&mut pages, about.sample.known);
    let findings = findings(&pages, about.setting.viewport_height);
    let verdicts: Vec<(u32, &PageVerdict)> =
        (0..).zip(&pages).filter_map(|(number, page)| Some((number, page.verdict.as_ref()?))).collect();
    let seen = Seen { verdicts: &verdicts, is_enough: is_seen_enough(verdicts.len(), pages.len()) };
    let tests: Vec<(TestId, Outcome)> =
        Referential::rgaa().tests().map(|test| (test.id, seen.test(test.id))).collect();
    let criteria = criteria(&seen, &findings);
    let made_with = MadeWith::of_pages(verdicts.iter().map(|(_, verdict)| &verdict.made_with));
    let summary = summary(&criteria, &findings, &pages);
    Audit {
        format: FORMAT,
        site: about.site,
        started_at: about.started_at,
        ended_at: about.ended_at,
        setting: about.setting,
        outcome: about.outcome,
        sample: about.sample,
        summary,
        criteria,
        tests: by_outcome(tests),
        pages: pages.into_iter().map(with_tests).collect(),
        findings,
        rejudged_from: None,
        statement: None,
        made_with,
        documents,
    }
}

fn with_tests(judged: JudgedPage) -> AuditedPage {
    let Some(verdict) = judged.verdict else {
        return AuditedPage { tests: BTreeMap::new(), ..judged.page };
    };
    AuditedPage { tests: by_outcome(verdict.tests), standing: verdict.standing, ..judged.page }
}

fn by_outcome(tests: impl IntoIterator<Item = (TestId, Outcome)>) -> BTreeMap<Outcome, Vec<TestId>> {
    let mut lists: BTreeMap<Outcome, Vec<TestId>> = BTreeMap::new();
    for (test, outcome) in tests {
        lists.entry(outcome).or_default().push(test);
    }
    lists
}

/// The pages of the sample that were seen.
struct Seen<'v> {
    verdicts: &'v [(u32, &'v PageVerdict)],
    /// They are so many that what stands on none of them is said not to be in the sample.
    is_enough: bool,
}

impl Seen<'_> {
    fn test(&self, id: TestId) -> Outcome {
        self.together(self.verdicts.iter().filter_map(|(_, verdict)| verdict.tests.get(&id).copied()))
    }

    /// What is right or missing on the pages that were seen says nothing of a sample that mostly was not.
    fn together(&self, pages: impl IntoIterator<Item = Outcome>) -> Outcome {
        match on_sample(pages) {
            Outcome::Passed | Outcome::Inapplicable if !self.is_enough => Outcome::CantTell,
            outcome => outcome,
        }
    }
}

/// At most a quarter of the sample was not seen.
fn is_seen_enough(seen: usize, all: usize) -> bool {
    (all - seen) * 4 <= all
}

/// Failed on one page is failed; not applicable only if on every page; otherwise as far as it is known.
fn on_sample(pages: impl IntoIterator<Item = Outcome>) -> Outcome {
    let pages: BTreeSet<Outcome> = pages.into_iter().collect();
    match pages.iter().all(|outcome| *outcome == Outcome::Untested) {
        true => Outcome::Untested,
        false => criterion_on_page(pages),
    }
}

/// A criterion on one page: failed by one test; inapplicable if all its tests are; passed only if all are decided.
pub fn criterion_on_page(tests: impl IntoIterator<Item = Outcome>) -> Outcome {
    let tests: BTreeSet<Outcome> = tests.into_iter().collect();
    let has = |outcome| tests.contains(&outcome);
    match () {
        () if tests.is_empty() => Outcome::Untested,
        () if has(Outcome::Failed) => Outcome::Failed,
        () if has(Outcome::CantTell) || has(Outcome::Untested) => Outcome::CantTell,
        () if has(Outcome::Passed) => Outcome::Passed,
        () => Outcome::Inapplicable,
    }
}

fn criteria(seen: &Seen<'_>, findings: &[Finding]) -> Vec<CriterionResult> {
    let all = Referential::rgaa().criteria();
    let mut results: Vec<CriterionResult> = all.map(|criterion| on_pages(criterion, seen)).collect();
    let open: BTreeSet<CriterionId> =
        results.iter().filter(|result| result.outcome == Outcome::CantTell).map(|result| result.id).collect();
    let unsettled = unsettled(&open, findings);
    for result in &mut results {
        let with: BTreeSet<CriterionId> =
            unsettled.iter().filter(|set| set.contains(&result.id)).flatten().copied().collect();
        result.failed_with = with.into_iter().filter(|id| *id != result.id).collect();
    }
    results
}

fn on_pages(criterion: &Criterion, seen: &Seen<'_>) -> CriterionResult {
    let on_page = |verdict: &PageVerdict| match fails_one_way_or_another(criterion.id, verdict) {
        true => Outcome::Failed,
        false => {
            criterion_on_page(criterion.tests().iter().filter_map(|test| verdict.tests.get(test).copied()))
        }
    };
    let outcomes: Vec<(u32, Outcome)> =
        seen.verdicts.iter().map(|(number, v)| (*number, on_page(v))).collect();
    let failed = outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Failed);
    CriterionResult {
        id: criterion.id,
        outcome: seen.together(outcomes.iter().map(|(_, outcome)| *outcome)),
        failed_on: failed.map(|(number, _)| *number).collect(),
        failed_with: Vec::new(),
    }
}

/// It is proven that one of several tests fails, and they all are this criterion's.
fn fails_one_way_or_another(criterion: CriterionId, verdict: &PageVerdict) -> bool {
    verdict.rules.iter().flat_map(|rule| &rule.findings).any(|finding| {
        finding.either
            && finding.outcome == Outcome::Failed
            && !finding.tests.is_empty()
            && finding.tests.iter().all(|test| test.criterion() == criterion)
    })
}

/// Sets of criteria of which one is proven to fail, where every single one of the set is still open.
fn unsettled(open: &BTreeSet<CriterionId>, findings: &[Finding]) -> BTreeSet<BTreeSet<CriterionId>> {
    findings
        .iter()
        .filter(|finding| finding.either && finding.outcome == Outcome::Failed)
        .map(|finding| finding.tests.iter().map(|test| test.criterion()).collect::<BTreeSet<_>>())
        .filter(|set| set.len() > 1 && set.is_subset(open))
        .collect()
}

fn summary(criteria: &[CriterionResult], findings: &[Finding], pages: &[JudgedPage]) -> Summary {
    let count = |outcome| criteria.iter().filter(|criterion| criterion.outcome == outcome).count() as u32;
    let defects = || findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
    let audited = pages.iter().filter(|page| page.page.outcome == PageOutcome::Audited).count() as u32;
    Summary {
        criteria: criteria.len() as u32,
        failed: count(Outcome::Failed) + least_of_alternatives(criteria),
        inapplicable: count(Outcome::Inapplicable),
        passed: count(Outcome::Passed),
        cant_tell: count(Outcome::CantTell) + count(Outcome::Untested) - least_of_alternatives(criteria),
        pages_audited: audited,
        pages_not_audited: pages.len() as u32 - audited,
        defects: defects().count() as u32,
        occurrences: defects().map(|finding| finding.count).sum(),
    }
}

/// How many criteria fail at the least behind the proofs «one of these»: sets that share none count apart.
fn least_of_alternatives(criteria: &[CriterionResult]) -> u32 {
    let mut taken: BTreeSet<CriterionId> = BTreeSet::new();
    let mut count = 0;
    for criterion in criteria.iter().filter(|criterion| !criterion.failed_with.is_empty()) {
        let set: BTreeSet<CriterionId> =
            criterion.failed_with.iter().copied().chain([criterion.id]).collect();
        if taken.is_disjoint(&set) {
            count += 1;
            taken.extend(set);
        }
    }
    count
}

/// What makes two occurrences the same defect; the excerpt is without what changes from page to page in one template,
/// and from visit to visit.
type Key = (String, &'static str, Outcome, String);

fn findings(pages: &[JudgedPage], viewport_height: u32) -> Vec<Finding> {
    let mut order: Vec<Finding> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (number, page) in (0..).zip(pages) {
        let Some(verdict) = &page.verdict else { continue };
        let picture = page.page.picture.as_ref();
        let frame = |found: &PageFinding| found.seat?.frame(picture?, viewport_height);
        for rule in &verdict.rules {
            // What serves no test of the referential accuses nobody under its name.
            for found in rule.findings.iter().filter(|found| !found.tests.is_empty()) {
                let key =
                    (rule.rule.id.to_owned(), found.reason, found.outcome, without_made_up(&found.html));
                let at = *known.entry(key).or_insert_with_key(|key| {
                    order.push(begin(key, found));
                    order.len() - 1
                });
                let place = || Place { page: number, selector: found.selector.clone(), frame: frame(found) };
                add(&mut order[at], place);
            }
        }
    }
    order.sort_by(|a, b| {
        let rank = |finding: &Finding| (std::cmp::Reverse(finding.outcome), finding.tests.first().copied());
        rank(a).cmp(&rank(b)).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.id.cmp(&b.id))
    });
    order
}

fn begin(key: &Key, found: &PageFinding) -> Finding {
    let (rule, reason, outcome, html) = key;
    let id = hash_of(format!("{rule}\n{reason}\n{outcome}\n{html}").as_bytes());
    Finding {
        id: id[..16].to_owned(),
        rule: rule.clone(),
        outcome: *outcome,
        reason: (*reason).to_owned(),
        data: found.data.clone(),
        tests: found.tests.clone(),
        either: found.either,
        html: found.html.clone(),
        count: 0,
        places: Vec::new(),
    }
}

fn add(finding: &mut Finding, place: impl FnOnce() -> Place) {
    finding.count += 1;
    if finding.places.len() < Finding::MOST_PLACES {
        finding.places.push(place());
    }
}
