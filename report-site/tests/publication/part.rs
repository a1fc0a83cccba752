//! An audit that lost pages to a failure of ours is told as seen in part, and its figures are compared with no other.

use crate::common;
use report_site::{Language, Publication, Settings, publish};
use rules::audit::{Audit, BROWSER_UNAVAILABLE, PageOutcome};
use std::{fs, path::Path};

/// First words of the pages of the site and of its last audit, in French, then in English.
fn told(last: Audit) -> [String; 4] {
    let out = crate::folder::folder();
    let mut source = crate::small();
    source.audits = vec![common::audit("ville.example", 40), last];
    let languages = vec![Language::French, Language::English];
    let settings = Settings { languages, ..common::settings() };
    let publication = Publication::read(settings, common::now(), &source).unwrap();
    publish(out.path(), &publication, &source).unwrap();
    let read =
        |page: String| fs::read_to_string(out.path().join(Path::new(&page)).join("index.html")).unwrap();
    let audit = source.audits[1].path();
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

#[test]
fn an_audit_that_saw_a_part_says_so_and_is_compared_with_none() {
    let mut part = common::audit("ville.example", 1);
    part.pages[1].outcome = PageOutcome::NotAudited { cause: BROWSER_UNAVAILABLE.into(), detail: None };
    let [site, audit, english_site, english_audit] = told(part);
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
