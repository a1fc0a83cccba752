//! The same audit gives the same bytes, addresses stay, and listed files exist.

use crate::{
    common,
    published::{ALL, is_of_the_pages, published, source},
};

#[test]
fn the_same_records_give_the_same_bytes() {
    let again = published(common::settings(), &source());
    for (path, content) in ALL.iter() {
        assert!(again[path] == *content, "{path} differs");
    }
    assert_eq!(again.len(), ALL.len());
}

#[test]
fn what_is_listed_exists_for_every_audit_and_site() {
    let source = source();
    for listed in report_site::listed() {
        let Some((folder, file)) = listed.path.rsplit_once('/') else {
            assert!(ALL.contains_key(&listed.path), "{}", listed.path);
            continue;
        };
        let folders: Vec<String> = match folder {
            "audits/<host>/<date>-<id>" => source.audits.iter().map(|audit| audit.path()).collect(),
            "sites/<host>" => {
                let visited = |host: &str| source.audits.iter().any(|audit| audit.site.host == host);
                let sites = source.sites.iter().filter(|site| visited(&site.host));
                sites.map(|site| format!("sites/{}/", site.host)).collect()
            }
            fixed if !fixed.contains('<') && !file.contains('<') => vec![format!("{fixed}/")],
            _ => continue,
        };
        for folder in folders {
            assert!(ALL.contains_key(&format!("{folder}{file}")), "{folder}{file}");
        }
    }
}

#[test]
fn no_file_is_given_away_that_the_list_does_not_name() {
    let listed = report_site::listed();
    let names = |pattern: &str, path: &str| {
        let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
        loop {
            match (pattern.next(), path.next()) {
                (None, None) => return true,
                (Some(expected), Some(found)) if same(expected, found) => {}
                _ => return false,
            }
        }
    };
    for path in ALL.keys().filter(|path| !path.ends_with(".html")) {
        if is_of_the_pages(path) {
            continue;
        }
        assert!(listed.iter().any(|known| names(&known.path, path)), "{path} is in no list");
    }
}

/// Whether a name matches a pattern, in which `<…>` stands for any text.
fn same(expected: &str, found: &str) -> bool {
    match expected.split_once('<') {
        None => expected == found,
        Some((begin, rest)) => {
            let end = rest.rsplit_once('>').map_or("", |(_, end)| end);
            found.starts_with(begin) && found.ends_with(end)
        }
    }
}

#[test]
fn a_withdrawn_audit_keeps_its_addresses_and_accuses_nobody_there() {
    let source = source();
    let folder = source.audits[0].path();
    for (path, content) in ALL.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder)) {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("image-no-alt"), "{path}");
    }
    let csv = String::from_utf8(ALL[&format!("{folder}findings.csv")].clone()).unwrap();
    assert!(csv.contains("'=La page jugée"), "{csv}");
    let findings = String::from_utf8(ALL["data/findings-0001.csv"].clone()).unwrap();
    assert!(!findings.contains(&source.audits[0].id()));
    assert!(findings.contains(&source.audits[2].id()));
}

#[test]
fn no_export_speaks_of_conformity() {
    for (path, content) in ALL.iter().filter(|(path, _)| !path.ends_with(".html")) {
        if let Ok(text) = std::str::from_utf8(content) {
            let text = text.replace("non conforme", "").replace("conformes prouvés", "");
            for word in ["taux de conformité est", ">conforme", "100 %"] {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }
    let badge = String::from_utf8(ALL["sites/ville.example/badge.svg"].clone()).unwrap();
    assert!(badge.contains("20 novembre 2026") && badge.contains("3\u{A0}pages examinées"), "{badge}");
    assert!(!badge.contains("onforme"));
}
