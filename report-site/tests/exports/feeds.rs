//! Feeds, read by an independent parser.

use crate::published::{ALL, ending};
use std::collections::BTreeSet;

#[test]
fn every_feed_is_read() {
    for (path, content) in ending(&ALL, "feed.atom") {
        let feed = feed_rs::parser::parse(content).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom, "{path}");
        assert!(feed.updated.is_some() && feed.title.is_some() && !feed.authors.is_empty(), "{path}");
        let own = format!("https://observatoire.example/a11y/{path}");
        assert!(
            feed.links.iter().any(|link| link.rel.as_deref() == Some("self") && link.href == own),
            "{path}"
        );
        let ids: BTreeSet<_> = feed.entries.iter().map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), feed.entries.len(), "{path}: an id stands twice");
        for entry in &feed.entries {
            assert!(entry.updated.is_some() && entry.title.is_some() && entry.summary.is_some(), "{path}");
            assert!(entry.links[0].href.starts_with("https://observatoire.example/a11y/audits/"), "{path}");
        }
    }
}

#[test]
fn a_feed_holds_its_own_audits_newest_first() {
    let read = |path: &str| feed_rs::parser::parse(ALL[path].as_slice()).unwrap();
    let site = read("sites/ville.example/feed.atom");
    assert_eq!(site.entries.len(), 2);
    assert!(site.entries[0].updated > site.entries[1].updated);
    let title = |at: usize| site.entries[at].title.as_ref().unwrap().content.clone();
    assert!(title(0).contains("ville.example, 20 novembre 2026"), "{}", title(0));
    let all = read("feed.atom");
    let body = read("organismes/syndicat/feed.atom");
    assert!(all.entries.len() > body.entries.len());
    assert_eq!(read("departements/29/feed.atom").entries.len(), 7);
}

#[test]
fn an_entry_keeps_its_id_when_the_observatory_moves() {
    let mut settings = crate::common::settings();
    settings.base_url = "https://ailleurs.example".into();
    let moved = crate::published::published(settings, &crate::published::source());
    let ids = |files: &crate::published::Files| {
        let feed = feed_rs::parser::parse(files["feed.atom"].as_slice()).unwrap();
        (feed.id, feed.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>())
    };
    assert_eq!(ids(&moved).1, ids(&ALL).1);
}

#[test]
fn statements_about_to_end_are_told_ninety_days_before() {
    for path in ["organismes/syndicat/echeances.atom", "departements/29/echeances.atom"] {
        let feed = feed_rs::parser::parse(ALL[path].as_slice()).unwrap();
        let entry =
            feed.entries.iter().find(|entry| entry.links[0].href.ends_with("/sites/ville.example/")).unwrap();
        assert_eq!(entry.updated.unwrap().to_rfc3339(), "2026-09-16T00:00:00+00:00");
        let title = &entry.title.as_ref().unwrap().content;
        assert!(title.contains("ville.example") && title.contains("15 décembre 2026"), "{title}");
        let told = &entry.summary.as_ref().unwrap().content;
        assert!(told.contains("partiellement conforme") && told.contains("72,5"), "{told}");
    }
    // A site whose statement was not found is not listed.
    let text = String::from_utf8(ALL["departements/29/echeances.atom"].clone()).unwrap();
    assert!(!text.contains("bourg.example"));
}

#[test]
fn an_audit_in_a_feed_says_what_its_site_declares() {
    let feed = feed_rs::parser::parse(ALL["sites/ville.example/feed.atom"].as_slice()).unwrap();
    let told = &feed.entries[0].summary.as_ref().unwrap().content;
    assert!(
        told.contains("Le site se déclare") && told.contains("(déclaration du 15 décembre 2023)"),
        "{told}"
    );
    let silent = feed_rs::parser::parse(ALL["sites/bourg.example/feed.atom"].as_slice()).unwrap();
    let told = &silent.entries[0].summary.as_ref().unwrap().content;
    assert!(told.contains("n’a été trouvée là où elle a été cherchée"), "{told}");
}
