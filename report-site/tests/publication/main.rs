//! Promises of a publication: it writes only what changed, only complete files, and keeps permalinks for ever.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/folder.rs"]
mod folder;
mod lists;
mod losses;
mod news;
mod part;
mod permanence;
mod seals;

use chrono::{DateTime, TimeDelta, Utc};
use common::Memory;
use report_site::{BuildError, FileSystem, Publication, Report, publish, publish_on};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

fn publish_at(out: &Path, source: &Memory, now: DateTime<Utc>) -> Report {
    let publication = Publication::read(common::settings(), now, source).unwrap();
    publish(out, &publication, source).unwrap()
}

fn dates(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .flat_map(|path| {
            if path.is_dir() {
                dates(&path).into_iter().collect::<Vec<_>>()
            } else {
                vec![(path.clone(), path.metadata().unwrap().modified().unwrap())]
            }
        })
        .collect()
}

/// The made-up observatory without the giant audit, which has a test of its own.
fn small() -> Memory {
    let mut source = common::observatory();
    source.audits.retain(|audit| audit.site.host != "grand.example");
    source
}

#[test]
fn the_second_publication_without_news_writes_no_file() {
    let out = folder::folder();
    let first = publish_at(out.path(), &small(), common::now());
    assert!(first.problems.is_empty(), "{:?}", first.problems);
    let before = dates(out.path());
    let second = publish_at(out.path(), &small(), common::now());
    assert_eq!((second.drawn, second.written, second.removed), (0, 0, 0));
    assert_eq!(second.kept, first.drawn);
    assert_eq!(dates(out.path()), before);
}

#[test]
fn a_new_day_is_news_for_the_home_page_only() {
    let out = folder::folder();
    publish_at(out.path(), &small(), common::now());
    let next = publish_at(out.path(), &small(), common::now() + TimeDelta::days(1));
    // Only the home page is drawn; the manifest does not count as a page.
    assert_eq!((next.drawn, next.written), (1, 1));
}

/// The statements of the observatory end on 15 December 2026.
#[test]
fn a_statement_near_its_end_is_news_once_where_it_is_listed() {
    let out = folder::folder();
    let day = |text: &str| format!("{text}T08:00:00Z").parse().unwrap();
    let listed = || {
        fs::read_to_string(out.path().join("organismes/syndicat/index.html"))
            .unwrap()
            .contains("id=\"echeances\"")
    };
    publish_at(out.path(), &small(), day("2026-09-15"));
    assert!(!listed());
    let near = publish_at(out.path(), &small(), day("2026-09-16"));
    assert!(listed() && near.drawn > 1);
    let next = publish_at(out.path(), &small(), day("2026-09-17"));
    assert_eq!((next.drawn, next.written), (1, 1), "the home page shows its day");
    publish_at(out.path(), &small(), day("2026-12-16"));
    assert!(!listed());
}

#[test]
fn a_file_that_somebody_removed_comes_back_when_it_is_looked_for() {
    let out = folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let lost = out.path().join("sites/ville.example/badge.svg");
    fs::remove_file(&lost).unwrap();
    let again = |thorough| {
        let publication = Publication::read(common::settings(), common::now(), &source).unwrap();
        publish_on(FileSystem, out.path(), thorough, &publication, &source).unwrap().written
    };
    assert_eq!((again(false), again(true), again(true)), (0, 1, 0));
    assert!(lost.exists());
}

/// The manifest does not list the pages of findings.
#[test]
fn the_page_of_a_finding_that_somebody_removed_comes_back_too() {
    let out = folder::folder();
    let mut source = small();
    let again = |source: &Memory, thorough| {
        let publication = Publication::read(common::settings(), common::now(), source).unwrap();
        publish_on(FileSystem, out.path(), thorough, &publication, source).unwrap()
    };
    again(&source, false);
    let audit = source.audits.iter().rfind(|audit| audit.site.host == "ville.example").unwrap().clone();
    let lost = out.path().join(audit.path()).join("constats/fedcba9876543210/index.html");
    let restored = |source: &Memory| {
        fs::remove_file(&lost).unwrap();
        let (hasty, thorough, once_more) = (again(source, false), again(source, true), again(source, true));
        assert_eq!((hasty.written, thorough.written, once_more.written), (0, 1, 0));
        fs::read_to_string(&lost).unwrap()
    };
    assert!(restored(&source).contains("Que faire"));
    // The address of a withdrawn audit shows a notice, and that notice is restored.
    let withdrawal = report_site::Withdrawal { at: common::now(), reason: "Erreur.".into() };
    source.withdrawn.insert(audit.id(), withdrawal);
    again(&source, false);
    let restored = restored(&source);
    assert!(!restored.contains("Que faire") && restored.contains("Erreur."), "{restored}");
}

#[test]
fn one_new_audit_touches_only_what_shows_it() {
    let out = folder::folder();
    let mut source = small();
    publish_at(out.path(), &source, common::now());
    let before = dates(out.path());
    source.audits.push(common::declaring(common::audit("ville.example", 0)));
    publish_at(out.path(), &source, common::now());
    let after = dates(out.path());
    let touched: Vec<_> = after
        .iter()
        .filter(|(path, date)| before.get(*path) != Some(date))
        .map(|(path, _)| path.strip_prefix(out.path()).unwrap().to_str().unwrap().to_owned())
        .collect();
    let audit = source.audits.last().unwrap().path();
    let mut expected = vec![
        ".manifest".to_owned(),
        "api/v1/audits/latest.json".to_owned(),
        // Their sites offer fewer documents than before.
        "api/v1/bodies/federation.json".to_owned(),
        "api/v1/bodies/syndicat.json".to_owned(),
        "api/v1/departements/29.json".to_owned(),
        "api/v1/sites/ville.example.json".to_owned(),
        format!("{audit}.below"),
        format!("{audit}audit.earl.json"),
        format!("{audit}audit.json"),
        format!("{audit}audit.lu.json.gz"),
        format!("{audit}controle.json"),
        format!("{audit}controle.ods"),
        format!("{audit}constats/0123456789abcdef/index.html"),
        format!("{audit}constats/fedcba9876543210/index.html"),
        format!("{audit}findings.csv"),
        format!("{audit}grille.ods"),
        format!("{audit}grille.xlsx"),
        format!("{audit}index.html"),
        "data/.audits.csv.parts".to_owned(),
        "data/.sites.csv.parts".to_owned(),
        "data/audits.csv".to_owned(),
        "data/documents.csv".to_owned(),
        "data/findings-0001.csv".to_owned(),
        "data/sites.csv".to_owned(),
        "departements/29/feed.atom".to_owned(),
        "departements/29/index.html".to_owned(),
        "feed.atom".to_owned(),
        "index.html".to_owned(),
        "membres/20000000100015/index.html".to_owned(),
        "membres/20000000100015/lettre/index.html".to_owned(),
        // Its indirect members offer fewer documents than before.
        "organismes/federation/index.html".to_owned(),
        "organismes/syndicat/controle.json".to_owned(),
        "organismes/syndicat/controle.ods".to_owned(),
        "organismes/syndicat/feed.atom".to_owned(),
        "organismes/syndicat/index.html".to_owned(),
        "organismes/syndicat/membres.csv".to_owned(),
        "organismes/syndicat/tableau/index.html".to_owned(),
        "organismes/syndicat/tableau/audit/index.html".to_owned(),
        "organismes/syndicat/tableau/changement/index.html".to_owned(),
        "organismes/syndicat/tableau/declaration/index.html".to_owned(),
        "organismes/syndicat/tableau/declare/index.html".to_owned(),
        "organismes/syndicat/tableau/non-evalues/index.html".to_owned(),
        "organismes/syndicat/tableau/non-respectes/index.html".to_owned(),
        "organismes/syndicat/tableau/plafond/index.html".to_owned(),
        "sites/ville.example/badge.svg".to_owned(),
        "sites/ville.example/feed.atom".to_owned(),
        "sites/ville.example/index.html".to_owned(),
    ];
    expected.sort();
    assert_eq!(touched, expected);
}

#[test]
fn addresses_on_one_host_share_its_page() {
    let out = folder::folder();
    let mut source = small();
    let other = report_site::Site {
        host: "ville.example".into(),
        url: "https://ville.example/mediatheque/".into(),
        members: vec!["20000000200013".into()],
    };
    source.sites.push(other);
    let report = publish_at(out.path(), &source, common::now());
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let site = fs::read_to_string(out.path().join("sites/ville.example/index.html")).unwrap();
    for expected in
        ["https://ville.example/mediatheque/", "membres/20000000100015/", "membres/20000000200013/"]
    {
        assert!(site.contains(expected), "{expected}");
    }
}

#[test]
fn an_audit_already_published_is_not_read_again() {
    struct Unreadable(Memory);
    impl report_site::Source for Unreadable {
        fn members(&self) -> Result<Vec<report_site::Member>, report_site::SourceError> {
            self.0.members()
        }
        fn bodies(&self) -> Result<Vec<report_site::Body>, report_site::SourceError> {
            self.0.bodies()
        }
        fn sites(&self) -> Result<Vec<report_site::Site>, report_site::SourceError> {
            self.0.sites()
        }
        fn heads(&self) -> Result<Vec<report_site::AuditHead>, report_site::SourceError> {
            self.0.heads()
        }
        fn frequent_defects(&self) -> Result<Vec<report_site::FrequentDefect>, report_site::SourceError> {
            self.0.frequent_defects()
        }
        fn failed_criteria(
            &self,
        ) -> Result<BTreeMap<rules::referential::CriterionId, u32>, report_site::SourceError> {
            self.0.failed_criteria()
        }
        fn shared_defects(&self) -> Result<Vec<report_site::SharedDefect>, report_site::SourceError> {
            self.0.shared_defects()
        }
        fn replies(
            &self,
        ) -> Result<std::collections::HashMap<String, Vec<report_site::Reply>>, report_site::SourceError>
        {
            self.0.replies()
        }
        fn document(&self, id: &str) -> Result<Option<Vec<u8>>, report_site::SourceError> {
            Err(format!("document {id} was asked for").into())
        }
        fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>, report_site::SourceError> {
            Err(format!("picture {hash} was asked for").into())
        }
    }
    let out = folder::folder();
    let source = small();
    publish_at(out.path(), &source, common::now());
    let source = Unreadable(source);
    let publication = Publication::read(common::settings(), common::now(), &source).unwrap();
    let report = publish(out.path(), &publication, &source).unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[test]
fn what_cannot_be_published_is_told_and_costs_nothing_else() {
    let out = folder::folder();
    let mut source = small();
    let whole = publish_at(out.path(), &source, common::now());
    source.audits.push(common::audit("../../etc", 1));
    source.audits.push(common::audit("a/b", 1));
    source.members.push(source.members[0].clone());
    let publication = Publication::read(common::settings(), common::now(), &source).unwrap();
    let other = folder::folder();
    // This source gives another document than the recorded one.
    let mut swapped = source.clone();
    swapped.audits[1].site.name = Some("Autre nom".into());
    let report = publish(other.path(), &publication, &swapped).unwrap();
    let told: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.iter().filter(|problem| problem.contains("not safe")).count(), 4, "{told:#?}");
    // The member's page, its letter, and its document in the API.
    assert_eq!(
        told.iter().filter(|problem| problem.contains("already has this address")).count(),
        3,
        "{told:#?}"
    );
    assert_eq!(told.iter().filter(|problem| problem.contains("no document")).count(), 1, "{told:#?}");
    assert_eq!(report.drawn, whole.drawn - 1);
    assert!(!other.path().parent().unwrap().join("etc").exists());
}

#[test]
fn a_reply_stands_with_its_audit_as_it_was_said() {
    let out = folder::folder();
    let mut source = small();
    let audit = source.audits.iter().rfind(|audit| audit.site.host == "ville.example").unwrap().clone();
    publish_at(out.path(), &source, common::now());
    let said = report_site::Reply {
        author: "Ville d’Exemple <maire>".into(),
        said_at: common::now(),
        text: "Le thème est corrigé.\n\n<script>alert(1)</script>".into(),
    };
    source.replies.insert(audit.id(), vec![said]);
    let report = publish_at(out.path(), &source, common::now());
    assert_eq!(report.written, 1, "the page of the audit alone");
    let page = fs::read_to_string(out.path().join(audit.path()).join("index.html")).unwrap();
    assert!(page.contains("Le thème est corrigé.") && page.contains("&#60;maire&#62;"), "{page}");
    assert!(page.contains("22 novembre 2026") && !page.contains("<script>"));
}

#[test]
fn two_audits_are_compared_defect_by_defect() {
    let out = folder::folder();
    let mut source = small();
    let mut later = common::audit("ville.example", 0);
    later.findings.remove(0);
    later.findings[0].places[0].selector = "main > h2".into();
    later.findings[0].id = "aaaabbbbccccdddd".into();
    source.audits.push(later.clone());
    publish_at(out.path(), &source, common::now());
    let page = fs::read_to_string(out.path().join(later.path()).join("index.html")).unwrap();
    let text: String = page.split("id=\"changements\"").nth(1).unwrap().split("<h2").next().unwrap().into();
    for class in
        ["<strong>1</strong> nouveau", "<strong>2</strong> corrigés", "<strong>0</strong> toujours là"]
    {
        assert!(text.contains(class), "{class}: {text}");
    }
}

#[test]
fn two_publications_at_once_do_not_meet() {
    let out = folder::folder();
    let lock = fs::File::create(out.path().join(".lock")).unwrap();
    lock.lock().unwrap();
    let source = Memory::default();
    let publication = Publication::read(common::settings(), common::now(), &source).unwrap();
    let error = publish(out.path(), &publication, &source).unwrap_err();
    assert!(matches!(error, BuildError::Busy(_)), "{error}");
}

#[test]
fn an_audit_page_has_a_greatest_weight_whatever_the_audit() {
    let out = folder::folder();
    let source = Memory { audits: vec![common::giant("grand.example")], ..Memory::default() };
    publish_at(out.path(), &source, common::now());
    let page = fs::read_to_string(out.path().join(source.audits[0].path()).join("index.html")).unwrap();
    assert!(page.len() <= report_site::MOST_AUDIT_PAGE_BYTES, "{} bytes", page.len());
    assert!(page.contains("sur 1\u{202F}500") && page.contains("sur 800"), "the cuts are told");
    let pages = fs::read_dir(out.path().join(source.audits[0].path()).join("constats")).unwrap();
    let names: Vec<_> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    let (of_documents, of_pages): (Vec<_>, Vec<_>) =
        names.iter().partition(|name| name.starts_with("document-"));
    assert_eq!(of_pages.len(), 500, "findings with a page of their own are limited too");
    for name in of_documents {
        let page = out.path().join(source.audits[0].path()).join("constats").join(name).join("index.html");
        assert!(fs::metadata(page).unwrap().len() < 150_000, "{name}");
    }
    assert!(page.contains("href=\"audit.json\""));
}
