//! A publication as its files, by path.

use crate::common::{self, Memory};
use report_site::{Publication, Settings, Withdrawal, publish};
use rules::{
    Outcome,
    audit::{Audit, Beside, CriterionResult, Finding, SharedFinding, Summary},
    referential::{CriterionId, Referential},
};
use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

pub type Files = BTreeMap<String, Vec<u8>>;

pub fn published(settings: Settings, source: &Memory) -> Files {
    let out = crate::folder::folder();
    let publication = Publication::read(settings, common::now(), source).unwrap();
    publish(out.path(), &publication, source).unwrap();
    let mut files = Files::new();
    collect(out.path(), out.path(), &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            collect(root, &path, files)
        } else if !path.file_name().unwrap().as_encoded_bytes().starts_with(b".") {
            // A name that begins with a dot belongs to the engine and is no published file.
            drop(files.insert(name, fs::read(&path).unwrap()))
        }
    }
}

/// The made-up observatory with one audit withdrawn, and without the giant one.
pub fn source() -> Memory {
    let mut source = common::observatory();
    source.audits.retain(|audit| audit.site.host != "grand.example");
    let reason = "=La page jugée était celle d’un pare-feu.".into();
    source.withdrawn.insert(source.audits[0].id(), Withdrawal { at: common::now(), reason });
    source
}

pub static ALL: LazyLock<Files> = LazyLock::new(|| published(common::settings(), &source()));

/// Whether it is a file that pages load, or part of the index of the search.
pub fn is_of_the_pages(path: &str) -> bool {
    ["style.css", "filter.js", "search.js", "favicon.svg", "carte.png"].contains(&path)
        || path.starts_with("recherche/")
}

/// Files whose path ends with `end`.
pub fn ending<'f>(files: &'f Files, end: &str) -> Vec<(&'f str, &'f [u8])> {
    let found = files.iter().filter(|(path, _)| path.ends_with(end));
    let found: Vec<_> = found.map(|(path, content)| (path.as_str(), content.as_slice())).collect();
    assert!(!found.is_empty(), "nothing ends with {end}");
    found
}

/// The file of this name beside the last audit of a host.
pub fn beside<'f>(files: &'f Files, source: &Memory, host: &str, name: &str) -> &'f [u8] {
    let audit = source.audits.iter().rev().find(|audit| audit.site.host == host).unwrap();
    &files[&format!("{}{name}", audit.path())]
}

/// A target whose size only WCAG asks about, for a person to verify.
fn point_of_wcag(audit: &Audit) -> Finding {
    Finding {
        id: "only-wcag".into(),
        rule: "target-is-large-enough".into(),
        reason: "target-perhaps-too-small".into(),
        outcome: Outcome::CantTell,
        tests: vec![CriterionId::in_guideline(2, 5, 8).test(1)],
        ..audit.findings[0].clone()
    }
}

/// An audit under RGAA and WCAG: one success criterion is not met, nothing is known of the others.
pub fn audit_by_two() -> Audit {
    let wcag = Referential::find("wcag-2.2").unwrap();
    let contrast = CriterionId::in_guideline(1, 4, 3);
    let criterion = |id| CriterionResult {
        id,
        outcome: if id == contrast { Outcome::Failed } else { Outcome::CantTell },
        failed_on: if id == contrast { vec![0, 1] } else { vec![] },
        failed_with: vec![],
    };
    let mut audit = common::audit("ville.example", 1);
    audit.beside = vec![Beside {
        referential: wcag.name().into(),
        referential_version: wcag.version().into(),
        summary: Summary {
            criteria: 55,
            failed: 1,
            inapplicable: 0,
            passed: 0,
            cant_tell: 54,
            ..audit.summary
        },
        criteria: wcag.criteria().map(|one| criterion(one.id)).collect(),
        tests: [(Outcome::Failed, vec![contrast.test(1)])].into(),
        pages: audit.pages.iter().map(|_| BTreeMap::new()).collect(),
        shared: vec![SharedFinding { finding: 0, tests: vec![contrast.test(1)] }],
        findings: vec![point_of_wcag(&audit)],
    }];
    audit
}
