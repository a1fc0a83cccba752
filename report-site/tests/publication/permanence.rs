//! Content that stays at its address: documents, permalinks, members that left, withdrawn audits.

use crate::{
    common::{self, Memory},
    dates, publish_at, small,
};
use report_site::{FileSystem, Publication, Withdrawal, publish, publish_on};
use rules::{audit::Audit, messages::Language};
use std::fs;

#[test]
fn the_document_stands_beside_its_page_byte_for_byte() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    for audit in &source.audits {
        let published = fs::read(out.path().join(audit.path()).join("audit.json")).unwrap();
        assert_eq!(published, audit.canonical_json());
        assert!(rules::audit::hash_of(&published).starts_with(&audit.id()));
    }
}

#[test]
fn permalinks_stay_when_all_else_goes() {
    let out = crate::folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let permalinks: Vec<_> = source.audits.iter().map(Audit::path).collect();
    let before: Vec<_> =
        permalinks.iter().map(|path| fs::read(out.path().join(path).join("index.html")).unwrap()).collect();

    let report = publish_at(out.path(), &Memory::default(), common::now());
    assert!(report.removed > 0);
    assert!(!out.path().join("membres").exists() && !out.path().join("sites").exists());
    for (path, page) in permalinks.iter().zip(&before) {
        assert_eq!(&fs::read(out.path().join(path).join("index.html")).unwrap(), page);
        assert!(out.path().join(path).join("audit.json").exists());
    }
    assert!(out.path().join("style.css").exists(), "the permalinks still need it");

    let again = publish_at(out.path(), &Memory::default(), common::now());
    assert_eq!((again.written, again.removed), (0, 0));
}

#[test]
fn a_member_that_left_keeps_its_page_and_its_audits() {
    let out = crate::folder::folder();
    let mut source = small();
    publish_at(out.path(), &source, common::now());
    source.members[0].gone = true;
    publish_at(out.path(), &source, common::now());
    let member = fs::read_to_string(out.path().join("membres/20000000100015/index.html")).unwrap();
    assert!(member.contains("ne figure plus dans l’annuaire"));
    assert!(out.path().join("sites/ville.example/index.html").exists());
    assert!(
        !fs::read_to_string(out.path().join("annuaire/v/index.html"))
            .is_ok_and(|page| page.contains("Ville d"))
    );
}

#[test]
fn a_withdrawn_audit_leaves_a_tombstone_at_its_address() {
    let out = crate::folder::folder();
    let mut source = small();
    let withdrawn = source
        .audits
        .iter()
        .find(|audit| audit.path().starts_with("audits/ville.example/2026-11"))
        .unwrap()
        .clone();
    publish_at(out.path(), &source, common::now());
    let reason = "La page jugée était celle d’un pare-feu. <b>".to_owned();
    source.withdrawn.insert(withdrawn.id(), Withdrawal { at: common::now(), reason });
    publish_at(out.path(), &source, common::now());

    let folder = out.path().join(withdrawn.path());
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(page.contains("retiré le") && page.contains("celle d’un pare-feu. &#60;b&#62;"));
    assert!(!page.contains("id=\"defauts\""), "it still accuses");
    for finding in ["0123456789abcdef", "fedcba9876543210"] {
        let page = fs::read_to_string(folder.join("constats").join(finding).join("index.html")).unwrap();
        assert!(page.contains("retiré le") && !page.contains("<code>&#60;"), "its findings still accuse");
    }
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("audit.json")).unwrap()).unwrap();
    assert_eq!(json["id"], withdrawn.id());
    assert!(json.get("findings").is_none());

    let site = fs::read_to_string(out.path().join("sites/ville.example/index.html")).unwrap();
    assert!(
        site.contains("Examen automatique du <time datetime=\"2026-07-25\">"),
        "the site shows the verdict of the audit before"
    );
    assert!(site.contains("Audit retiré le"), "the history of the site names the withdrawal");
}

#[test]
fn a_finding_on_a_pictured_page_is_shown_framed_in_every_language() {
    let out = crate::folder::folder();
    let (source, audit) = pictured(common::PICTURE);
    let mut settings = common::settings();
    settings.languages = vec![Language::French, Language::English];
    publish(out.path(), &Publication::read(settings, common::now(), &source).unwrap(), &source).unwrap();
    let folder = audit.path();
    let file = fs::read(out.path().join(&folder).join("constats/page-1.webp")).unwrap();
    assert_eq!(file, common::PICTURE);
    for edition in ["", "en/"] {
        let path = format!("{edition}{folder}constats/0123456789abcdef/index.html");
        let page = fs::read_to_string(out.path().join(&path)).unwrap();
        let to_root = "../".repeat(path.matches('/').count());
        assert!(page.contains(&format!("href=\"{to_root}{folder}constats/page-1.webp\"")), "{path}");
        assert!(page.contains(r#" x="96" y="196" width="308" height="58"/>"#), "{path}");
    }
}

/// Pictures exist once for all languages, and the manifest does not name them.
#[test]
fn a_picture_that_somebody_removed_comes_back_when_it_is_looked_for() {
    let out = crate::folder::folder();
    let (source, audit) = pictured(common::PICTURE);
    let again = |thorough| {
        let mut settings = common::settings();
        settings.languages = vec![Language::French, Language::English];
        let publication = Publication::read(settings, common::now(), &source).unwrap();
        publish_on(FileSystem, out.path(), thorough, &publication, &source).unwrap()
    };
    again(false);
    let lost = out.path().join(audit.path()).join("constats/page-1.webp");
    fs::remove_file(&lost).unwrap();
    let (hasty, thorough, once_more) = (again(false), again(true), again(true));
    assert_eq!((hasty.written, thorough.written, once_more.written), (0, 1, 0));
    assert_eq!(fs::read(&lost).unwrap(), common::PICTURE);
}

#[test]
fn a_picture_that_is_not_the_one_of_the_document_is_not_shown() {
    let out = crate::folder::folder();
    let (source, audit) = pictured(b"another file");
    publish_at(out.path(), &source, common::now());
    let folder = out.path().join(audit.path()).join("constats");
    assert!(!folder.join("page-1.webp").exists());
    let page = fs::read_to_string(folder.join("0123456789abcdef/index.html")).unwrap();
    assert!(!page.contains("class=\"picture\""));
}

#[test]
fn nothing_is_seen_any_more_on_the_picture_of_a_withdrawn_audit() {
    let out = crate::folder::folder();
    let (mut source, audit) = pictured(common::PICTURE);
    publish_at(out.path(), &source, common::now());
    let why = Withdrawal { at: common::now(), reason: "Mauvais site.".into() };
    source.withdrawn.insert(audit.id(), why);
    publish_at(out.path(), &source, common::now());
    let file = out.path().join(audit.path()).join("constats/page-1.webp");
    let left = fs::read(file).unwrap();
    assert_ne!(left, common::PICTURE);
    assert!(left.starts_with(b"RIFF") && left.len() < 40, "an empty picture");
}

/// The audit with a picture, for which the source gives these bytes.
fn pictured(bytes: &[u8]) -> (Memory, Audit) {
    let mut source = small();
    source.pictures.values_mut().for_each(|kept| *kept = bytes.to_vec());
    let audit = source.audits.iter().find(|audit| audit.pages.iter().any(|page| page.picture.is_some()));
    let audit = audit.unwrap().clone();
    (source, audit)
}

/// Hosts, members, templates and languages change; every address that was ever published still leads to its audit.
#[test]
fn old_addresses_stay_whatever_changes() {
    let out = crate::folder::folder();
    let mut source = small();
    publish_at(out.path(), &source, common::now());
    let before: Vec<_> = dates(&out.path().join("audits")).into_keys().collect();
    assert!(before.iter().any(|path| path.components().any(|part| part.as_os_str() == "constats")));

    source.members.clear();
    source.bodies.clear();
    source.sites = vec![report_site::Site {
        host: "nouvelle-ville.example".into(),
        url: "https://nouvelle-ville.example/".into(),
        members: Vec::new(),
    }];
    source.audits.push(common::audit("nouvelle-ville.example", 0));
    let settings = report_site::Settings {
        name: "Autre nom".into(),
        base_url: "https://ailleurs.example/".into(),
        languages: vec![report_site::Language::English, report_site::Language::French],
        ..common::settings()
    };
    let publication = Publication::read(settings, common::now(), &source).unwrap();
    let report = publish(out.path(), &publication, &source).unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    for path in before {
        let content = fs::read(&path).unwrap();
        match path.extension().and_then(|kind| kind.to_str()) {
            Some("html") => assert!(String::from_utf8(content).unwrap().contains("Autre nom"), "{path:?}"),
            _ if path.ends_with("audit.json") => {
                assert!(rules::audit::Audit::from_json(&content).is_ok(), "{path:?}");
            }
            _ => assert!(!content.is_empty(), "{path:?}"),
        }
    }
}
