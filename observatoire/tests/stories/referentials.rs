//! Audits published under one referential, then judged again under two more from their kept pages, without a browser.

use crate::support::{Desk, public_folder as public, sites};
use rules::{
    audit::{Audit, Finding},
    referential::Referential,
};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::PathBuf};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_referential_comes_years_later() {
    let desk = Desk::on_sqlite();
    let server = sites::demo().await;
    sites::registry(&desk, &server, &["saint-oradou"]);
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    desk.run_to(0, &["run", "--allow-private", "--pages", "3"]).await;
    let before = files_of_audits(&desk);
    let (path, first) = public::audits(&desk.public()).into_iter().next().unwrap();
    assert!(first.beside.is_empty(), "only RGAA was asked for");
    drop(server);

    let second = adds_others(&desk).await;
    shows_raweb(&desk, &second);
    shows_wcag(&desk, &second);
    assert!(before.iter().all(|(file, bytes)| fs::read(file).unwrap() == *bytes), "{path} is as it was");
    desk.run_to(0, &["verify", "public"]).await;

    compares_all_but_the_rule_that_changed(&desk, &second).await;
    desk.run_to(0, &["verify", "public"]).await;
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}

/// Every file below the folder of the permalinks.
fn files_of_audits(desk: &Desk) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = desk.public().join("audits");
    let files = public::marks(&desk.public()).into_keys().filter(|file| file.starts_with(&below));
    files.map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

/// Judges the kept pages under three referentials while no site is served. Returns the new audit.
async fn adds_others(desk: &Desk) -> Audit {
    desk.configure("[crawl]\nreferential = [\"rgaa-4.1.2\", \"raweb-1.1\", \"wcag-2.2\"]\n");
    let unknown = desk.run_to(2, &["rejudge", "--referential", "rgaa-5"]).await;
    assert!(unknown.stderr.contains("raweb-1.1"), "{}", unknown.stderr);
    let again =
        desk.run_to(0, &["rejudge", "--referential", "rgaa-4.1.2,raweb-1.1,wcag-2.2", "--record"]).await;
    assert!(again.stdout.contains("0 defects are found only now, 0 no longer"), "{}", again.stdout);
    assert!(again.stderr.contains("0 audits judged alike, 1 otherwise"), "{}", again.stderr);
    let alike = desk.run_to(0, &["rejudge"]).await;
    assert!(alike.stderr.contains("1 audits judged alike, 0 otherwise"), "{}", alike.stderr);
    desk.run_to(0, &["publish"]).await;
    let audits = public::audits(&desk.public());
    let mut new = audits.into_values().filter(|audit| audit.rejudged_from.is_some());
    new.next().unwrap()
}

/// Checks the result under WCAG: the published criteria name the clauses of EN 301 549, and a rule that serves only
/// WCAG has no finding under RGAA.
fn shows_wcag(desk: &Desk, audit: &Audit) {
    let wcag = Referential::find("wcag-2.2").unwrap();
    let beside = audit.under(wcag).unwrap();
    assert_eq!(beside.summary.criteria, 55);
    assert!(beside.findings.iter().flat_map(|found| &found.tests).all(|test| wcag.test(*test).is_some()));
    let own: BTreeSet<&String> = audit.findings.iter().map(|found| &found.rule).collect();
    assert!(!own.contains(&"target-is-large-enough".to_owned()));
    let read = |path: &str| fs::read_to_string(desk.public().join(path)).unwrap();
    let page = read(&format!("{}/constats/wcag-2.2/index.html", audit.path()));
    assert!(
        page.contains("selon les WCAG 2.2")
            && page.contains("https://www.w3.org/TR/WCAG22/#target-size-minimum")
    );
    let criterion = read("referentiels/wcag-2.2/criteres/2.5.8/index.html");
    assert!(criterion.contains("9.2.5.8") && criterion.contains("target-is-large-enough"));
}

fn shows_raweb(desk: &Desk, audit: &Audit) {
    let raweb = Referential::find("raweb-1.1").unwrap();
    let beside = audit.under(raweb).unwrap();
    assert_eq!((audit.summary.criteria, beside.summary.criteria), (106, 136));
    assert!(beside.summary.failed > 0);
    let page = fs::read_to_string(desk.public().join(audit.path()).join("constats/raweb-1.1/index.html"));
    assert!(page.unwrap().contains("RAWeb 1.1"));
    let whole = fs::read_to_string(desk.public().join(audit.path()).join("index.html")).unwrap();
    assert!(whole.contains("constats/raweb-1.1/"));
    let criterion = desk.public().join("referentiels/raweb-1.1/criteres/14.1/index.html");
    assert!(criterion.is_file() && desk.public().join("criteres/8.3/index.html").is_file());
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}

/// Records an audit a year later: one rule has changed, and neither its defects nor those of a second rule are found.
/// Only the defects of the second, unchanged rule count as mended.
async fn compares_all_but_the_rule_that_changed(desk: &Desk, before: &Audit) {
    let mut rules: Vec<&str> =
        before.findings.iter().filter(is_defect).map(|found| found.rule.as_str()).collect();
    rules.dedup();
    let [changed, mended] = [rules[0], rules.iter().find(|rule| **rule != rules[0]).unwrap()];
    let mut later = before.clone();
    later.setting.rules.insert(changed.to_owned(), "another".to_owned());
    later.started_at += chrono::TimeDelta::days(365);
    later.beside.clear();
    later.findings.retain(|found| found.rule != changed && found.rule != mended);
    let store = desk.store().await;
    let heads = desk.audits().await;
    let head = heads.iter().find(|head| before.path() == head.path).unwrap();
    let recorded = store.record_rejudged(head.id, &later, later.started_at).await.unwrap();
    store.close().await;
    desk.run_to(0, &["publish"]).await;
    let page = fs::read_to_string(desk.public().join(&recorded.path).join("index.html")).unwrap();
    let defects =
        |rule: &str| before.findings.iter().filter(is_defect).filter(|found| found.rule == rule).count();
    let told = |class: &str, count: usize| format!("<li class=\"{class}\"><strong>{count}</strong>");
    assert!(page.contains(&told("unknown", defects(changed))), "the changed rule is not compared");
    assert!(page.contains(&told("mended", defects(mended))), "all other rules are compared");
    assert!(page.contains(&told("new", 0)));
    let ids: BTreeSet<&String> = before.findings.iter().map(|found| &found.id).collect();
    assert_eq!(ids.len(), before.findings.len());
}

fn is_defect(found: &&Finding) -> bool {
    found.outcome == rules::Outcome::Failed
}
