//! An audit that lost pages to a failure of ours is described as seen in part, and its figures are compared with those
//! of no other audit.

use crate::common;
use report_site::{Language, Publication, Settings, publish};
use rules::audit::{Audit, BROWSER_UNAVAILABLE, PageOutcome};
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

/// Publishes two audits of a site; gives the public folder and the path of the last audit.
fn published(last: Audit) -> (TempDir, String) {
    let out = crate::folder::folder();
    let mut source = crate::small();
    source.audits = vec![common::audit("ville.example", 40), last];
    let languages = vec![Language::French, Language::English];
    let settings = Settings { languages, ..common::settings() };
    let publication = Publication::read(settings, common::now(), &source).unwrap();
    publish(out.path(), &publication, &source).unwrap();
    (out, source.audits[1].path())
}

/// The texts of the site's page and of its last audit's page, in French, then in English.
fn told(last: Audit) -> [String; 4] {
    let (out, audit) = published(last);
    let read =
        |page: String| fs::read_to_string(out.path().join(Path::new(&page)).join("index.html")).unwrap();
    [
        "sites/ville.example/".to_owned(),
        audit.clone(),
        "en/sites/ville.example/".to_owned(),
        format!("en/{audit}"),
    ]
    .map(read)
}

#[test]
fn a_whole_audit_is_compared_with_the_one_before() {
    let [site, audit, ..] = told(common::audit("ville.example", 1));
    for page in [&site, &audit] {
        assert!(page.contains("autant qu’à l’audit du") && !page.contains("Vu en partie"), "{page}");
    }
}

/// The second of its pages was lost.
fn seen_in_part() -> Audit {
    let mut part = common::audit("ville.example", 1);
    part.pages[1].outcome = PageOutcome::NotAudited { cause: BROWSER_UNAVAILABLE.into(), detail: None };
    part
}

#[test]
fn an_audit_that_saw_a_part_says_so_and_is_compared_with_none() {
    let [site, audit, english_site, english_audit] = told(seen_in_part());
    for page in [&site, &audit] {
        assert!(page.contains("Vu en partie") && page.contains("une page de l’échantillon"), "{page}");
        assert!(!page.contains("qu’à l’audit du"), "{page}");
    }
    assert!(
        site.contains(", vu en partie") && site.contains("ou audit vu en partie"),
        "in the list of audits: {site}"
    );
    for page in [english_site, english_audit] {
        assert!(page.contains("Seen in part") && !page.contains("at the audit of"), "{page}");
    }
}

#[test]
fn a_page_that_the_site_itself_did_not_give_leaves_an_audit_whole() {
    let mut audit = common::audit("ville.example", 1);
    audit.pages[1].outcome = PageOutcome::NotAudited { cause: "server-error".into(), detail: None };
    let [site, ..] = told(audit);
    assert!(site.contains("autant qu’à l’audit du") && !site.contains("Vu en partie"), "{site}");
}

/// Cells of a column of a table, line by line.
fn column(table: &[u8], name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table);
    let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
    reader.records().map(|line| line.unwrap()[at].to_owned()).collect()
}

#[test]
fn whoever_takes_the_data_is_told_which_audits_saw_a_part() {
    for (last, lost) in [(seen_in_part(), 1), (common::audit("ville.example", 1), 0)] {
        let (out, audit) = published(last);
        let read = |path: &str| fs::read(out.path().join(path)).unwrap();
        let json = |path: &str| serde_json::from_slice::<Value>(&read(path)).unwrap();
        assert_eq!(column(&read("data/audits.csv"), "pages_lost"), ["0".to_owned(), lost.to_string()]);
        for table in ["data/sites.csv", "organismes/syndicat/membres.csv"] {
            let (hosts, counts) = (column(&read(table), "host"), column(&read(table), "pages_lost"));
            let of = hosts.iter().position(|host| host == "ville.example").unwrap();
            assert_eq!(counts[of], lost.to_string(), "{table}");
            let others = counts.iter().enumerate().filter(|(line, _)| *line != of);
            assert!(others.into_iter().all(|(_, count)| count.is_empty()), "no audit, no count: {table}");
        }
        assert_eq!(json("api/v1/sites/ville.example.json")["audits"][0]["pages_lost"], lost);
        assert_eq!(json(&format!("{audit}controle.json"))["not_covered"]["pages_lost"], lost);
        let control = json("organismes/syndicat/controle.json");
        let site = control["sites"].as_array().unwrap().iter().find(|site| site["host"] == "ville.example");
        assert_eq!(site.unwrap()["pages_lost"], lost);
        let body = String::from_utf8(read("organismes/syndicat/index.html")).unwrap();
        assert_eq!(body.contains("vu en partie"), lost > 0, "{body}");
    }
}
