//! Tests of the results for a sample, which follow from the proofs on its pages.

use super::{Circumstances, JudgedPage, PageFinding, PageVerdict, RuleVerdict, assemble};
use crate::{
    Outcome,
    audit::{Audit, AuditedPage, AuditedSite, Sample},
    catalogue,
    referential::{Aspect, CriterionId, Referential, Referentials, TestId, aspects},
    sampled::PageDigest,
};
use std::collections::{BTreeMap, BTreeSet};

fn rgaa() -> &'static Referential {
    Referential::find("rgaa-4.1.2").unwrap()
}

/// The first aspect that a test of the RGAA asks about.
fn aspect(test: TestId) -> Aspect {
    rgaa().test(test).unwrap().aspects[0]
}

fn page(tests: &[(TestId, Outcome)], findings: Vec<PageFinding>) -> JudgedPage {
    let mut all: BTreeMap<Aspect, Outcome> =
        aspects().rows().map(|row| (row.aspect, Outcome::Inapplicable)).collect();
    all.extend(tests.iter().map(|(test, outcome)| (aspect(*test), *outcome)));
    let rule = RuleVerdict::of_findings(catalogue::ALL[0], findings);
    JudgedPage {
        page: AuditedPage::new("https://ville.example/", "home"),
        verdict: Some(PageVerdict {
            rules: vec![rule],
            aspects: all,
            sample_facts: BTreeSet::new(),
            digest: PageDigest::default(),
            made_with: Default::default(),
            standing: None,
            consent: None,
        }),
    }
}

fn audit(pages: Vec<JudgedPage>) -> Audit {
    audit_by(&["rgaa-4.1.2"], pages)
}

/// An audit under these referentials, the main one first.
fn audit_by(referentials: &[&str], pages: Vec<JudgedPage>) -> Audit {
    let site = AuditedSite { host: "ville.example".into(), url: "https://ville.example/".into(), name: None };
    let about =
        Circumstances { sample: Sample { seed: 1, asked: 2, known: 2 }, ..Circumstances::made_up(site) };
    assemble(about, &Referentials::named(referentials).unwrap(), pages)
}

fn either(tests: &[TestId], html: &str) -> PageFinding {
    PageFinding {
        outcome: Outcome::Failed,
        reason: "no-alternative",
        data: BTreeMap::new(),
        aspects: tests.iter().map(|test| aspect(*test)).collect(),
        either: true,
        also: Vec::new(),
        selector: "img".into(),
        html: html.into(),
        seat: None,
    }
}

fn outcome(audit: &Audit, theme: u8, number: u8) -> Outcome {
    let id = CriterionId::new(theme, number);
    audit.criteria.iter().find(|criterion| criterion.id == id).unwrap().outcome
}

const IMG: TestId = TestId::new(1, 1, 1);
const DECORATION: TestId = TestId::new(1, 2, 1);
const SVG: TestId = TestId::new(1, 1, 5);

#[test]
fn one_page_is_enough_to_fail_and_all_are_needed_not_to_apply() {
    let audit = audit(vec![
        page(&[(IMG, Outcome::Failed)], vec![]),
        page(&[(TestId::new(2, 1, 1), Outcome::Passed)], vec![]),
    ]);
    assert_eq!(outcome(&audit, 1, 1), Outcome::Failed);
    assert_eq!(outcome(&audit, 2, 1), Outcome::Passed);
    assert_eq!(outcome(&audit, 5, 1), Outcome::Inapplicable);
    assert_eq!((audit.summary.failed, audit.summary.passed, audit.summary.inapplicable), (1, 1, 104));
}

#[test]
fn what_was_not_looked_at_on_one_page_is_not_proven_for_the_sample() {
    let audit = audit(vec![page(&[(IMG, Outcome::Untested)], vec![]), page(&[], vec![])]);
    assert_eq!(outcome(&audit, 1, 1), Outcome::CantTell);
}

#[test]
fn what_stands_on_no_page_that_was_seen_may_stand_on_the_others() {
    let lost = || JudgedPage { verdict: None, ..page(&[], vec![]) };
    let right = || page(&[(IMG, Outcome::Passed)], vec![]);
    let of = |audit: &Audit, test| {
        audit.tests.iter().find(|(_, tests)| tests.contains(&test)).unwrap().0.to_owned()
    };
    let mostly_unseen = audit(vec![right(), lost(), lost()]);
    assert_eq!(mostly_unseen.summary.inapplicable + mostly_unseen.summary.passed, 0);
    assert_eq!(of(&mostly_unseen, IMG), Outcome::CantTell);
    let mostly_seen = audit(vec![right(), right(), right(), lost()]);
    assert_eq!(
        (of(&mostly_seen, IMG), outcome(&mostly_seen, 5, 1)),
        (Outcome::Passed, Outcome::Inapplicable)
    );
    let failed = audit(vec![page(&[(IMG, Outcome::Failed)], vec![]), lost(), lost()]);
    assert_eq!(outcome(&failed, 1, 1), Outcome::Failed);
}

#[test]
fn a_proof_of_one_or_the_other_counts_once_and_accuses_neither() {
    let doubt = [(IMG, Outcome::CantTell), (DECORATION, Outcome::CantTell)];
    let audit = audit(vec![page(
        &doubt,
        vec![either(&[IMG, DECORATION], "<img>"), either(&[SVG, DECORATION], "<svg>")],
    )]);
    assert_eq!((outcome(&audit, 1, 1), outcome(&audit, 1, 2)), (Outcome::CantTell, Outcome::CantTell));
    assert_eq!(audit.summary.failed, 1);
    let first = &audit.criteria[0];
    assert_eq!(first.failed_with, [CriterionId::new(1, 2)]);
    assert_eq!(
        audit.summary.failed + audit.summary.inapplicable + audit.summary.passed + audit.summary.cant_tell,
        106
    );
}

#[test]
fn a_proof_of_one_or_the_other_is_spent_where_one_is_proven() {
    let known = [(IMG, Outcome::Failed), (DECORATION, Outcome::CantTell)];
    let audit = audit(vec![page(&known, vec![either(&[IMG, DECORATION], "<img>")])]);
    assert_eq!(audit.summary.failed, 1);
    assert!(audit.criteria.iter().all(|criterion| criterion.failed_with.is_empty()));
}

#[test]
fn one_or_the_other_test_of_one_criterion_fails_the_criterion() {
    let doubt = [(IMG, Outcome::CantTell), (SVG, Outcome::CantTell)];
    let audit = audit(vec![page(&doubt, vec![either(&[IMG, SVG], "<svg role=img>")])]);
    assert_eq!(outcome(&audit, 1, 1), Outcome::Failed);
    assert_eq!(audit.summary.failed, 1);
}

#[test]
fn a_defect_of_a_template_is_one_finding_with_its_places() {
    let found = |html| vec![either(&[IMG, DECORATION], html)];
    let audit =
        audit(vec![page(&[], found("<img src=\"a1.png\">")), page(&[], found("<img src=\"a2.png\">"))]);
    assert_eq!(audit.findings.len(), 1);
    assert_eq!((audit.findings[0].count, audit.findings[0].places.len()), (2, 2));
    assert_eq!((audit.summary.defects, audit.summary.occurrences), (1, 2));
}

#[test]
fn what_serves_no_test_of_the_referential_is_not_in_the_audit() {
    let beyond = PageFinding { either: false, ..either(&[], "<div aria-label=\"x\">") };
    let audit = audit(vec![page(&[], vec![beyond])]);
    assert!(audit.findings.is_empty());
    assert_eq!(audit.summary.defects, 0);
}

#[test]
fn the_same_audit_has_the_same_bytes_and_address() {
    let one = || audit(vec![page(&[(IMG, Outcome::Failed)], vec![])]);
    assert_eq!(one().canonical_json(), one().canonical_json());
    assert_eq!(Audit::from_json(&one().canonical_json()).unwrap(), one());
    assert!(one().path().starts_with("audits/ville.example/1970-01-01-"));
}

/// A test that only the whole sample decides, by the predicate `site-map`.
const SITE_MAP: TestId = TestId::new(12, 4, 1);

fn page_with(facts: &[&'static str], outcome: Outcome) -> JudgedPage {
    let mut page = page(&[(SITE_MAP, outcome)], vec![]);
    let verdict = page.verdict.as_mut().unwrap();
    verdict.sample_facts = facts.iter().copied().collect();
    page
}

#[test]
fn what_every_page_says_the_sample_decides() {
    let says = || page_with(&["site-map"], Outcome::CantTell);
    let of = |pages| audit(pages).tests.into_iter().find(|(_, tests)| tests.contains(&SITE_MAP)).unwrap().0;
    assert_eq!(of(vec![says(), says()]), Outcome::Inapplicable);
    assert_eq!(of(vec![says(), page_with(&[], Outcome::CantTell)]), Outcome::CantTell);
    assert_eq!(of(vec![says(), page_with(&["site-map"], Outcome::Failed)]), Outcome::Failed);
}

#[test]
fn a_page_that_was_not_seen_leaves_the_sample_open() {
    let lost = JudgedPage { verdict: None, ..page(&[], vec![]) };
    let audit = audit(vec![page_with(&["site-map"], Outcome::CantTell), lost]);
    assert!(audit.tests[&Outcome::CantTell].contains(&SITE_MAP));
}

#[test]
fn a_site_of_two_pages_is_not_a_single_page() {
    const MEANS: TestId = TestId::new(12, 1, 1);
    let mut page = page_with(&["page-set"], Outcome::CantTell);
    page.verdict.as_mut().unwrap().aspects.insert(aspect(MEANS), Outcome::CantTell);
    // The sample of these audits says that two pages are known; one of them was seen.
    assert!(audit(vec![page]).tests[&Outcome::CantTell].contains(&MEANS));
}

const TITLE: TestId = TestId::new(8, 6, 1);

/// A page of the sample with a title and one heading, as rules on the sample see it.
fn titled(kind: &str, heading: &str, known: Outcome) -> JudgedPage {
    let mut judged = page(&[(TITLE, known)], vec![]);
    judged.page.kind = kind.into();
    let rule = catalogue::rule("titles-are-unique").unwrap();
    let verdict = judged.verdict.as_mut().unwrap();
    verdict.rules.push(RuleVerdict::of_findings(rule, vec![]));
    verdict.digest = PageDigest {
        address: format!("https://ville.example/{heading}"),
        title: "Valfleuri".into(),
        headings: vec![heading.into()],
        text: heading.into(),
        ..PageDigest::default()
    };
    judged
}

#[test]
fn what_pages_show_together_fails_the_page_it_is_said_of() {
    let audit = audit(vec![
        titled("home", "accueil", Outcome::CantTell),
        titled("contact", "contact", Outcome::CantTell),
    ]);
    assert_eq!(outcome(&audit, 8, 6), Outcome::Failed);
    assert_eq!(audit.findings[0].reason, "title-of-another-page");
    let places: Vec<u32> = audit.findings[0].places.iter().map(|place| place.page).collect();
    assert_eq!(places, [1]);
}

#[test]
fn what_pages_show_together_accuses_nobody_of_what_does_not_apply() {
    let audit = audit(vec![
        titled("home", "accueil", Outcome::Inapplicable),
        titled("contact", "contact", Outcome::Inapplicable),
    ]);
    assert_eq!(outcome(&audit, 8, 6), Outcome::Inapplicable);
    assert_eq!(audit.findings[0].outcome, Outcome::CantTell);
}

const BOTH: [&str; 2] = ["rgaa-4.1.2", "raweb-1.1"];

fn raweb() -> &'static Referential {
    Referential::find("raweb-1.1").unwrap()
}

/// A page with a frame that has no title, a defect under both standards, and a frame with a width, a defect under the
/// RGAA only.
fn page_of_two_standards() -> JudgedPage {
    let [title, size] = [TestId::new(2, 1, 1), TestId::new(10, 1, 2)];
    let failed = |test, html| PageFinding { either: false, ..either(&[test], html) };
    let findings = vec![failed(title, "<iframe>"), failed(size, "<iframe width=9>")];
    page(&[(title, Outcome::Failed), (size, Outcome::Failed)], findings)
}

#[test]
fn one_judgement_is_counted_by_several_standards() {
    let both = audit_by(&BOTH, vec![page_of_two_standards()]);
    assert_eq!(both.summary.criteria, 106);
    assert_eq!((outcome(&both, 2, 1), outcome(&both, 10, 1)), (Outcome::Failed, Outcome::Failed));
    let beside = both.under(raweb()).unwrap();
    assert_eq!((beside.setting.referential.as_str(), beside.summary.criteria), ("RAWeb", 136));
    assert_eq!((outcome(&beside, 2, 1), outcome(&beside, 10, 1)), (Outcome::Failed, Outcome::Inapplicable));
    assert_eq!(beside.findings.len(), 1, "a standard that does not ask about a finding does not report it");
    assert_eq!(beside.pages[0].tests[&Outcome::Failed], [TestId::new(2, 1, 1)]);
    assert!(both.under(rgaa()).unwrap().beside.is_empty());
}

#[test]
fn the_document_is_the_same_whatever_stands_beside() {
    let alone = audit(vec![page_of_two_standards()]);
    let mut both = audit_by(&BOTH, vec![page_of_two_standards()]);
    assert_eq!(Audit::from_json(&both.canonical_json()).unwrap(), both);
    both.beside.clear();
    assert_eq!(both.canonical_json(), alone.canonical_json());
}

#[test]
fn an_audit_bears_the_name_of_what_judged_it() {
    let audit = audit_by(&["raweb-1.1"], vec![page_of_two_standards()]);
    assert_eq!(audit.setting.referential_version, "1.1");
    assert_eq!(audit.referentials().len(), 1);
    assert_eq!(audit.tests.values().map(Vec::len).sum::<usize>(), 304);
}

#[test]
fn one_or_the_other_proves_nothing_where_a_standard_asks_about_one_only() {
    let hidden_svg = TestId::new(1, 2, 4);
    let doubt = [(SVG, Outcome::CantTell), (hidden_svg, Outcome::CantTell)];
    let both = audit_by(&BOTH, vec![page(&doubt, vec![either(&[SVG, hidden_svg], "<svg>")])]);
    assert_eq!(both.summary.failed, 1);
    let beside = both.under(raweb()).unwrap();
    assert_eq!((beside.summary.failed, beside.findings[0].outcome), (0, Outcome::CantTell));
}

#[test]
fn what_a_standard_holds_to_be_met_is_met() {
    let mut page = page_of_two_standards();
    page.verdict.as_mut().unwrap().aspects.insert(Aspect::ALWAYS_MET, Outcome::Passed);
    assert_eq!(outcome(&audit_by(&["raweb-1.1"], vec![page]), 8, 2), Outcome::Passed);
}

const WITH_WCAG: [&str; 2] = ["rgaa-4.1.2", "wcag-2.2"];

fn wcag() -> &'static Referential {
    Referential::find("wcag-2.2").unwrap()
}

/// A tab without a name: it breaks one of two tests of the RGAA, not known which; the WCAG have one criterion for it.
fn nameless_tab() -> PageFinding {
    let either_of = [TestId::new(7, 1, 1), TestId::new(7, 1, 3)];
    PageFinding { also: vec![Aspect::new("widget-name")], ..either(&either_of, "<b role=tab>") }
}

fn page_with_nameless_tab() -> JudgedPage {
    let mut page = page(&[], vec![nameless_tab()]);
    let outcomes = &mut page.verdict.as_mut().unwrap().aspects;
    outcomes.insert(Aspect::new("widget-name"), Outcome::Failed);
    page
}

#[test]
fn what_is_proven_by_itself_counts_where_one_or_the_other_does_not_matter() {
    let both = audit_by(&WITH_WCAG, vec![page_with_nameless_tab()]);
    assert!(both.findings[0].either && both.findings[0].tests.len() == 2);
    let beside = both.under(wcag()).unwrap();
    let [finding] = beside.findings.as_slice() else { panic!("{:?}", beside.findings) };
    assert!(!finding.either && finding.outcome == Outcome::Failed);
    let name = CriterionId::in_guideline(4, 1, 2);
    assert!(finding.tests.iter().all(|test| test.criterion() == name));
    assert!(beside.criteria.iter().any(|one| one.id == name && one.outcome == Outcome::Failed));
}

#[test]
fn the_document_of_one_standard_does_not_know_what_only_another_asks() {
    let judged = |referentials: &[&str]| {
        let mut audit = audit_by(referentials, vec![page_with_nameless_tab()]);
        audit.beside.clear();
        audit.canonical_json()
    };
    assert_eq!(judged(&["rgaa-4.1.2"]), judged(&WITH_WCAG));
    let without = page(&[], vec![PageFinding { also: Vec::new(), ..nameless_tab() }]);
    assert_eq!(judged(&["rgaa-4.1.2"]), audit(vec![without]).canonical_json());
}

#[test]
fn a_criterion_of_which_software_looks_at_a_part_only_is_never_met() {
    let audit = audit_by(&["wcag-2.2"], vec![page(&[], vec![])]);
    let of = |number: &str| {
        let id = number.parse().unwrap();
        audit.criteria.iter().find(|criterion| criterion.id == id).unwrap().outcome
    };
    assert_eq!(of("1.2.2"), Outcome::Inapplicable, "no film, no captions");
    for number in ["1.1.1", "1.3.1", "2.1.1", "3.2.4", "4.1.2"] {
        assert_eq!(of(number), Outcome::CantTell, "{number}");
    }
}
