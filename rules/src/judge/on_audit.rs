//! Judges the whole sample and builds the audit document, in which each distinct defect occurs once.

use super::{
    JudgedPage, PageFinding, PageVerdict, criterion_on_page,
    on_sample::{decisions, judge_together},
    settle::settle,
};
use crate::{
    Outcome,
    audit::{
        Audit, AuditOutcome, AuditedPage, AuditedSite, Beside, CriterionResult, FORMAT, Finding, PageOutcome,
        Place, Sample, Setting, SharedFinding, Summary, TestsByOutcome, hash_of,
    },
    documents::Documents,
    made_with::MadeWith,
    page::without_made_up,
    referential::{Aspect, Criterion, CriterionId, Referential, Referentials, Test, TestId},
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Facts of the audit besides its pages.
pub struct Circumstances {
    pub site: AuditedSite,
    pub started_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub setting: Setting,
    pub outcome: AuditOutcome,
    pub sample: Sample,
    /// The documents that its pages offer. `None` if documents were not examined.
    pub documents: Option<Documents>,
}

impl Circumstances {
    /// Circumstances for tests: one known page of a site, at the Unix epoch, with a setting that names no program.
    pub fn made_up(site: AuditedSite) -> Self {
        Self {
            site,
            started_at: DateTime::UNIX_EPOCH,
            ended_at: DateTime::UNIX_EPOCH,
            setting: Setting { viewport_width: 1280, viewport_height: 1024, ..Setting::default() },
            outcome: AuditOutcome::Evaluated,
            sample: Sample { seed: 1, asked: 1, known: 1 },
            documents: None,
        }
    }
}

/// Builds the audit document, with the pages in the given order. The audit is under the main referential; the results
/// of the same verdicts under the others are added beside.
pub fn assemble(about: Circumstances, referentials: &Referentials, mut pages: Vec<JudgedPage>) -> Audit {
    let opened = about.documents.as_ref().map(Documents::opened).unwrap_or_default();
    judge_together(&mut pages, about.sample.known, &opened);
    let mut documents = about.documents;
    let files = documents.iter_mut().flat_map(|documents| &mut documents.files);
    for (file, decision) in files.zip(decisions(&pages, about.sample.known, &opened)) {
        file.decision = decision;
    }
    settle(&mut pages, about.sample.known);
    let viewport_height = about.setting.viewport_height;
    let under = |referential| Judgement::new(&pages, viewport_height, referential);
    let main = referentials.main;
    let Judgement { summary, criteria, tests, pages: tests_of_pages, findings } = under(main);
    let beside = referentials.beside.iter().map(|other| under(other).beside(other, &findings)).collect();
    let verdicts = pages.iter().filter_map(|page| page.verdict.as_ref());
    let made_with = MadeWith::of_pages(verdicts.map(|verdict| &verdict.made_with));
    Audit {
        format: FORMAT,
        site: about.site,
        started_at: about.started_at,
        ended_at: about.ended_at,
        setting: Setting {
            referential: main.name().to_owned(),
            referential_version: main.version().to_owned(),
            ..about.setting
        },
        outcome: about.outcome,
        sample: about.sample,
        summary,
        criteria,
        tests,
        pages: pages.into_iter().zip(tests_of_pages).map(with_tests).collect(),
        findings,
        rejudged_from: None,
        statement: None,
        made_with,
        documents,
        beside,
    }
}

fn with_tests((judged, tests): (JudgedPage, TestsByOutcome)) -> AuditedPage {
    let (standing, consent) = match judged.verdict {
        Some(verdict) => (verdict.standing, verdict.consent),
        None => (judged.page.standing, judged.page.consent),
    };
    AuditedPage { tests, standing, consent, ..judged.page }
}

/// The result of the verdicts of all pages under one referential.
struct Judgement {
    summary: Summary,
    criteria: Vec<CriterionResult>,
    tests: TestsByOutcome,
    /// Tests of each page, in the order of the pages; empty for a page that was not judged.
    pages: Vec<TestsByOutcome>,
    findings: Vec<Finding>,
}

impl Judgement {
    fn new(pages: &[JudgedPage], viewport_height: u32, referential: &Referential) -> Self {
        let findings = findings(pages, viewport_height, referential);
        let verdicts: Vec<(u32, &PageVerdict)> =
            (0..).zip(pages).filter_map(|(number, page)| Some((number, page.verdict.as_ref()?))).collect();
        let is_enough = is_seen_enough(verdicts.len(), pages.len());
        let seen = Seen { verdicts: &verdicts, is_enough, referential };
        let criteria = criteria(&seen, &findings);
        let of_page = |page: &JudgedPage| match &page.verdict {
            Some(verdict) => by_outcome(verdict.tests(referential)),
            None => BTreeMap::new(),
        };
        Self {
            summary: summary(&criteria, &findings, pages),
            criteria,
            tests: by_outcome(referential.tests().map(|test| (test.id, seen.test(test)))),
            pages: pages.iter().map(of_page).collect(),
            findings,
        }
    }

    /// These results as part of an audit whose main findings are `findings`.
    fn beside(self, referential: &Referential, findings: &[Finding]) -> Beside {
        let (mut shared, mut own) = (Vec::new(), Vec::new());
        for finding in self.findings {
            let is_same = |known: &Finding| known.id == finding.id && known.either == finding.either;
            match findings.iter().position(is_same) {
                Some(known) => shared.push(SharedFinding { finding: known as u32, tests: finding.tests }),
                None => own.push(finding),
            }
        }
        Beside {
            referential: referential.name().to_owned(),
            referential_version: referential.version().to_owned(),
            summary: self.summary,
            criteria: self.criteria,
            tests: self.tests,
            pages: self.pages,
            shared,
            findings: own,
        }
    }
}

fn by_outcome(tests: impl IntoIterator<Item = (TestId, Outcome)>) -> TestsByOutcome {
    let mut lists = TestsByOutcome::new();
    for (test, outcome) in tests {
        lists.entry(outcome).or_default().push(test);
    }
    lists
}

/// The pages of the sample that were seen.
struct Seen<'v> {
    verdicts: &'v [(u32, &'v PageVerdict)],
    /// Whether enough pages were seen to conclude from them what does not occur in the whole sample.
    is_enough: bool,
    referential: &'v Referential,
}

impl Seen<'_> {
    fn test(&self, test: &Test) -> Outcome {
        self.together(self.verdicts.iter().map(|(_, verdict)| verdict.test(test)))
    }

    /// The outcome on the sample. If most of the sample was not seen, «passed» and «inapplicable» on the seen pages
    /// prove nothing.
    fn together(&self, pages: impl IntoIterator<Item = Outcome>) -> Outcome {
        match on_sample(pages) {
            Outcome::Passed | Outcome::Inapplicable if !self.is_enough => Outcome::CantTell,
            outcome => outcome,
        }
    }
}

/// Whether at most a quarter of the sample was not seen.
fn is_seen_enough(seen: usize, all: usize) -> bool {
    (all - seen) * 4 <= all
}

/// The outcome on the sample: failed if failed on one page; inapplicable if so on every page; passed if the other pages
/// passed; untested if so on every page; otherwise `cantTell`.
fn on_sample(pages: impl IntoIterator<Item = Outcome>) -> Outcome {
    let pages: BTreeSet<Outcome> = pages.into_iter().collect();
    if pages.iter().all(|outcome| *outcome == Outcome::Untested) {
        Outcome::Untested
    } else {
        criterion_on_page(pages)
    }
}

fn criteria(seen: &Seen<'_>, findings: &[Finding]) -> Vec<CriterionResult> {
    let all = seen.referential.criteria();
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
    let tests = || criterion.tests().iter().filter_map(|id| seen.referential.test(*id));
    let on_page = |verdict: &PageVerdict| {
        if fails_one_way_or_another(criterion.id, seen.referential, verdict) {
            return Outcome::Failed;
        }
        criterion_on_page(tests().map(|test| verdict.test(test)))
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

/// Whether a finding proves that one of several tests fails, and all these tests belong to this criterion.
fn fails_one_way_or_another(
    criterion: CriterionId,
    referential: &Referential,
    verdict: &PageVerdict,
) -> bool {
    let is_its = |aspect: &Aspect| {
        let tests = referential.tests_of_aspect(*aspect);
        !tests.is_empty() && tests.iter().all(|test| test.criterion() == criterion)
    };
    verdict.rules.iter().flat_map(|rule| &rule.findings).any(|finding| {
        finding.either
            && finding.outcome == Outcome::Failed
            && !finding.aspects.is_empty()
            && finding.aspects.iter().all(is_its)
    })
}

/// Sets of criteria of which one is proven to fail, if every criterion of the set is still open.
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

/// Number of failed criteria that the proofs «one of these» imply at least: each set that shares no criterion with a
/// set already counted adds one.
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

/// Key by which two occurrences are the same defect: rule, reason, outcome and excerpt. The excerpt is without the
/// parts that change from page to page or from visit to visit.
type Key = (String, &'static str, Outcome, String);

fn findings(pages: &[JudgedPage], viewport_height: u32, referential: &Referential) -> Vec<Finding> {
    let mut order: Vec<Finding> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (number, page) in (0..).zip(pages) {
        let Some(verdict) = &page.verdict else { continue };
        let picture = page.page.picture.as_ref();
        let frame = |found: &PageFinding| found.seat?.frame(picture?, viewport_height);
        for rule in &verdict.rules {
            for found in &rule.findings {
                // A finding that the referential does not ask about is not reported under that referential.
                let Some(said) = said_of(found, referential) else { continue };
                let key = (rule.rule.id.to_owned(), found.reason, said.outcome, without_made_up(&found.html));
                let at = *known.entry(key).or_insert_with_key(|key| {
                    order.push(begin(key, found, said));
                    order.len() - 1
                });
                let place = || Place { page: number, selector: found.selector.clone(), frame: frame(found) };
                add(&mut order[at], place);
            }
        }
    }
    order.sort_by(Finding::in_order);
    order
}

/// The meaning of a finding under a referential.
struct Said {
    outcome: Outcome,
    tests: Vec<TestId>,
    either: bool,
}

/// The meaning of a finding. `None` if the referential asks about none of its aspects.
///
/// A proof «one of these aspects fails» proves nothing if the referential does not ask about one of them, because that
/// one may be the one that fails. If the finding also proves an aspect by itself, only that proof counts.
fn said_of(found: &PageFinding, referential: &Referential) -> Option<Said> {
    let alone = referential.tests_of(&found.also);
    if found.either && !alone.is_empty() {
        return Some(Said { outcome: found.outcome, tests: alone, either: false });
    }
    let tests = referential.tests_of(&[found.aspects.as_slice(), &found.also].concat());
    if tests.is_empty() {
        return None;
    }
    let is_open = found.either && !found.aspects.iter().all(|aspect| referential.asks_about(*aspect));
    let outcome = if is_open { Outcome::CantTell } else { found.outcome };
    Some(Said { outcome, tests, either: found.either && !is_open })
}

fn begin(key: &Key, found: &PageFinding, said: Said) -> Finding {
    let (rule, reason, outcome, html) = key;
    let id = hash_of(format!("{rule}\n{reason}\n{outcome}\n{html}").as_bytes());
    Finding {
        id: id[..16].to_owned(),
        rule: rule.clone(),
        outcome: *outcome,
        reason: (*reason).to_owned(),
        data: found.data.clone(),
        tests: said.tests,
        either: said.either,
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
