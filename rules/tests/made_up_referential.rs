//! A new referential is a folder of data and needs no change of a rule. The one in these tests is made up.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use rules::{
    Outcome, Page,
    audit::{Audit, AuditedPage, AuditedSite},
    catalogue,
    judge::{Circumstances, JudgedPage, PageVerdict, assemble, judge_with},
    referential::{Class, Files, Referential, Referentials, TestId},
};
use std::{fs, path::Path};

/// A made-up referential with four tests: one asks about two aspects at once, one about something that no rule decides.
fn alpha() -> &'static Referential {
    let files = Files {
        about: include_str!("made_up_referential/referential.tsv"),
        themes: include_str!("made_up_referential/themes.tsv"),
        criteria: include_str!("made_up_referential/criteria.tsv"),
        tests: include_str!("made_up_referential/tests.tsv"),
    };
    Box::leak(Box::new(Referential::read(&files).unwrap()))
}

fn by(main: &'static Referential, beside: &[&'static Referential]) -> Referentials {
    Referentials { main, beside: beside.to_vec() }
}

/// A page that an earlier version of the program kept.
fn kept(name: &str) -> Page {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept_pages");
    Page::decode(&fs::read(folder.join(name)).unwrap()).unwrap()
}

fn audit(referentials: &Referentials, verdict: PageVerdict) -> Audit {
    let url = "https://ville.example/".to_owned();
    let page = AuditedPage::new(&url, "home");
    let about = Circumstances::made_up(AuditedSite { host: "ville.example".into(), url, name: None });
    assemble(about, referentials, vec![JudgedPage { page, verdict: Some(verdict) }])
}

fn outcome(audit: &Audit, test: &str) -> Outcome {
    let test: TestId = test.parse().unwrap();
    *audit.tests.iter().find(|(_, tests)| tests.contains(&test)).unwrap().0
}

#[test]
fn a_kept_page_is_judged_by_a_standard_that_came_later() {
    let rgaa = Referential::find("rgaa-4.1.2").unwrap();
    for name in ["4-old-frameset.page", "4-media.page", "4-contact-form.page"] {
        let page = kept(name);
        let new = by(alpha(), &[]);
        let verdict = judge_with(&page, &catalogue::serving(&new));
        let whole = judge_with(&page, &catalogue::serving(&by(rgaa, &[])));
        assert!(verdict.rules.len() < whole.rules.len() / 4, "only rules that it asks for are run");
        let (new, old) = (audit(&new, verdict), audit(&by(rgaa, &[]), whole));
        assert_eq!(new.setting.referential, "Alpha");
        assert_eq!(outcome(&new, "2.1.1"), outcome(&old, "2.1.1"), "{name}: the same aspect");
        assert_eq!(outcome(&new, "2.1.2"), outcome(&old, "1.1.1"), "{name}: the same aspect");
        assert_eq!(outcome(&new, "1.2.1"), Outcome::Untested, "{name}: a person decides");
        let both = [outcome(&old, "8.3.1"), outcome(&old, "8.5.1")];
        assert_eq!(outcome(&new, "1.1.1"), Outcome::strongest(both), "{name}: two aspects");
        let asked = |test: &TestId| alpha().test(*test).is_some();
        assert!(new.findings.iter().flat_map(|finding| &finding.tests).all(asked));
    }
}

#[test]
fn it_stands_beside_another_in_one_document() {
    let both = by(Referential::usual(), &[alpha()]);
    let verdict = judge_with(&kept("4-old-frameset.page"), &catalogue::serving(&both));
    let audit = audit(&both, verdict);
    assert_eq!((audit.summary.criteria, audit.beside[0].summary.criteria), (106, 3));
    assert_eq!(audit.beside[0].referential, "Alpha");
    assert_eq!(Audit::from_json(&audit.canonical_json()).unwrap(), audit);
}

#[test]
fn what_can_be_decided_of_a_test_follows_from_its_aspects() {
    let class = |test: &str| alpha().test(test.parse().unwrap()).unwrap().class;
    assert_eq!(class("1.1.1"), Class::Decidable);
    assert_eq!(class("2.1.2"), Class::FailureOnly);
    assert_eq!(class("1.2.1"), Class::HumanOnly);
    assert!(!alpha().has_rate());
}
