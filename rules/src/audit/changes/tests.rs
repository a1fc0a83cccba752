use super::*;
use crate::audit::{AuditedSite, FORMAT, Place, Sample, Summary};
use crate::referential::TestId;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

fn setting() -> Setting {
    Setting {
        referential: "RGAA".into(),
        referential_version: "4.1.2".into(),
        rule_set: "all-1".into(),
        program: "observatoire 0".into(),
        browser: "Chrome/156.0.1.2".into(),
        viewport_width: 1280,
        viewport_height: 1024,
        consent: "as-delivered".into(),
        rules: BTreeMap::from([("image".to_owned(), "1".to_owned()), ("link".to_owned(), "1".to_owned())]),
        capture: String::new(),
    }
}

fn page(path: &str) -> AuditedPage {
    AuditedPage::new(format!("https://ville.example/{path}"), "home")
}

/// A defect of a rule, at a selector of some pages.
fn defect(id: &str, rule: &str, selector: &str, pages: &[u32]) -> Finding {
    Finding {
        id: id.into(),
        rule: rule.into(),
        outcome: Outcome::Failed,
        reason: "reason".into(),
        data: BTreeMap::new(),
        tests: vec![TestId::new(1, 1, 1)],
        either: false,
        html: String::new(),
        count: pages.len() as u32,
        places: pages
            .iter()
            .map(|page| Place { page: *page, selector: selector.into(), frame: None })
            .collect(),
    }
}

fn audit(pages: &[&str], findings: Vec<Finding>) -> Audit {
    let time: DateTime<Utc> = "2026-11-22T08:00:00Z".parse().unwrap();
    Audit {
        format: FORMAT,
        site: AuditedSite { host: "ville.example".into(), url: "https://ville.example/".into(), name: None },
        started_at: time,
        ended_at: time,
        setting: setting(),
        outcome: AuditOutcome::Evaluated,
        sample: Sample { seed: 1, asked: 3, known: 9 },
        summary: Summary::default(),
        criteria: Vec::new(),
        tests: BTreeMap::new(),
        pages: pages.iter().map(|path| page(path)).collect(),
        findings,
        rejudged_from: None,
        statement: None,
        made_with: None,
        documents: None,
        beside: Vec::new(),
    }
}

fn between(earlier: &Audit, later: &Audit) -> Changes {
    Changes::between(earlier, later).unwrap()
}

fn barriers(changes: &Changes) -> Vec<(bool, Barrier)> {
    assert!(changes.new.is_empty() && changes.mended.is_empty(), "{changes:?}");
    changes.not_compared.iter().map(|told| (told.later, told.barrier)).collect()
}

#[test]
fn new_mended_and_still_there_on_the_same_pages() {
    let earlier =
        audit(&["", "a"], vec![defect("kept", "image", "img", &[0]), defect("old", "link", "a", &[1])]);
    let later =
        audit(&["", "a"], vec![defect("young", "link", "b", &[1]), defect("kept", "image", "img", &[0])]);
    let changes = between(&earlier, &later);
    assert_eq!(
        changes,
        Changes { new: vec![0], mended: vec![1], still_there: vec![(1, 0)], not_compared: vec![] }
    );
}

#[test]
fn a_defect_of_a_page_that_is_not_examined_any_more_is_not_mended() {
    let earlier = audit(&["", "a"], vec![defect("old", "image", "img", &[0, 1])]);
    assert_eq!(barriers(&between(&earlier, &audit(&[""], vec![]))), [(false, Barrier::PageGone)]);
    let mut unreadable = audit(&["", "a"], vec![]);
    unreadable.pages[1].outcome = PageOutcome::NotAudited { cause: "timeout".into(), detail: None };
    assert_eq!(barriers(&between(&earlier, &unreadable)), [(false, Barrier::PageGone)]);
}

#[test]
fn a_defect_on_pages_never_seen_before_is_not_new() {
    let later = audit(&["", "b"], vec![defect("young", "image", "img", &[1])]);
    assert_eq!(barriers(&between(&audit(&["", "a"], vec![]), &later)), [(true, Barrier::PageNew)]);
}

#[test]
fn a_defect_that_also_stands_on_a_page_seen_before_is_new() {
    let later = audit(&["", "b"], vec![defect("young", "image", "img", &[0, 1])]);
    assert_eq!(between(&audit(&["", "a"], vec![]), &later).new, [0]);
}

#[test]
fn a_rule_that_changed_neither_accuses_nor_acquits_and_leaves_the_others_alone() {
    let earlier = audit(&[""], vec![defect("a", "image", "img", &[0]), defect("b", "link", "a", &[0])]);
    let mut later = audit(&[""], vec![defect("c", "image", "img.x", &[0])]);
    later.setting.rule_set = "all-2".into();
    later.setting.rules.insert("image".into(), "2".into());
    let changes = between(&earlier, &later);
    assert_eq!(changes.mended, [1]);
    let told: Vec<_> = changes.not_compared.iter().map(|told| (told.later, told.barrier)).collect();
    assert_eq!(told, [(true, Barrier::RuleChanged), (false, Barrier::RuleChanged)]);
}

#[test]
fn pages_that_were_captured_in_another_way_do_not_compare() {
    let mut earlier = audit(&[""], vec![defect("a", "image", "img", &[0])]);
    let mut later = audit(&[""], vec![defect("c", "link", "a", &[0])]);
    later.setting.capture = "2".into();
    let told = [(true, Barrier::CaptureChanged), (false, Barrier::CaptureChanged)];
    assert_eq!(barriers(&between(&earlier, &later)), told);
    earlier.setting.capture = "2".into();
    assert_eq!(between(&earlier, &later).new, [0]);
}

#[test]
fn what_both_found_is_still_there_whoever_looked() {
    let earlier = audit(&[""], vec![defect("kept", "image", "img", &[0])]);
    let mut later = earlier.clone();
    later.setting.browser = "Chrome/157.0.0.0".into();
    later.setting.rules.insert("image".into(), "2".into());
    assert_eq!(between(&earlier, &later).still_there, [(0, 0)]);
}

#[test]
fn another_browser_or_window_does_not_compare_but_a_patch_of_the_same_does() {
    let earlier = audit(&[""], vec![]);
    let mut later = audit(&[""], vec![defect("young", "image", "img", &[0])]);
    later.setting.browser = "Chrome/156.0.9.9".into();
    assert_eq!(between(&earlier, &later).new, [0]);
    later.setting.browser = "Chrome/157.0.1.2".into();
    assert_eq!(barriers(&between(&earlier, &later)), [(true, Barrier::OtherBrowser)]);
    later.setting.viewport_width = 320;
    assert_eq!(barriers(&between(&earlier, &later)), [(true, Barrier::OtherSetting)]);
}

#[test]
fn an_element_that_was_rewritten_with_its_defect_is_not_mended() {
    let earlier = audit(&[""], vec![defect("old", "image", "main > img", &[0])]);
    let later = audit(&[""], vec![defect("young", "image", "main > img", &[0])]);
    assert_eq!(between(&earlier, &later).still_there, [(0, 0)]);
}

#[test]
fn where_places_were_not_kept_every_page_counts() {
    let mut many = defect("old", "image", "img", &[0; Finding::MOST_PLACES]);
    many.count = 900;
    let earlier = audit(&["", "a"], vec![many]);
    assert_eq!(barriers(&between(&earlier, &audit(&[""], vec![]))), [(false, Barrier::PageGone)]);
    assert_eq!(between(&earlier, &audit(&["", "a"], vec![])).mended, [0]);
}

#[test]
fn points_to_verify_and_unevaluated_audits_do_not_compare() {
    let mut point = defect("point", "image", "img", &[0]);
    point.outcome = Outcome::CantTell;
    assert_eq!(between(&audit(&[""], vec![point]), &audit(&[""], vec![])), Changes::default());
    let mut failed = audit(&[""], vec![]);
    failed.outcome = AuditOutcome::NotEvaluated { cause: "dns".into(), detail: None };
    assert_eq!(Changes::between(&failed, &audit(&[""], vec![])), None);
}

#[test]
fn the_major_version_is_that_of_any_browser() {
    assert_eq!(browser_major("Chrome/156.0.8078.79"), "Chrome/156");
    assert_eq!(browser_major("Firefox"), "Firefox");
    assert_eq!(browser_major(""), "");
    assert_eq!(browser_major("a.b/12"), "a.b/12");
}
