//! The address of each kind of page within the folder of its language: one function for each, used by the page itself
//! and by every link to it. A published address never changes.

use crate::{
    engine::{SitePath, UnsafePath},
    input::AuditHead,
    slug::slug,
};
use rules::{
    audit::Finding,
    referential::{CriterionId, Referential},
};
use std::collections::HashSet;

pub fn member(id: &str) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["membres", &slug(id)])
}

pub fn body(id: &str) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["organismes", &slug(id)])
}

/// `key` as [`crate::catalog::department_key`] gives it.
pub fn department(key: &str) -> Result<SitePath, UnsafePath> {
    let known = crate::departments::find(key).map(|known| known.code.to_lowercase());
    SitePath::folder(["departements", &known.unwrap_or_else(|| slug(key))])
}

pub fn site(host: &str) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["sites", host])
}

pub fn audit(head: &AuditHead) -> Result<SitePath, UnsafePath> {
    let name = format!("{}-{}", head.started_at.date_naive(), head.id);
    SitePath::folder(["audits", &head.host, &name])
}

/// Folder of the findings within that of their audit.
pub const FINDINGS: &str = "constats";

/// Names of the findings' folders below [`FINDINGS`], in the order of the findings. The name is the finding's id, which
/// stays the same from audit to audit. If the id is malformed or not unique, the name is the finding's number.
pub fn findings(findings: &[Finding]) -> Vec<String> {
    let mut seen = HashSet::new();
    (0..)
        .zip(findings)
        .map(
            |(number, Finding { id, .. })| {
                if seen.insert(id) && is_sound(id) { id.clone() } else { format!("n{number}") }
            },
        )
        .collect()
}

fn is_sound(id: &str) -> bool {
    (1..=16).contains(&id.len()) && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A page of a list by letter; `number` counts the pages of a letter from 0.
pub fn letter(list: &SitePath, letter: char, number: usize) -> Result<SitePath, UnsafePath> {
    let name = if letter.is_ascii_lowercase() { letter.to_string() } else { "autres".into() };
    let number = (number > 0).then(|| (number + 1).to_string());
    Ok(list.join(&SitePath::folder([name].into_iter().chain(number))?))
}

pub fn kind(kind: &str) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["annuaire", "nature", &slug(kind)])
}

pub fn rule(id: &str) -> Result<SitePath, UnsafePath> {
    SitePath::folder(["regles", &slug(id)])
}

/// Folder of the criteria. RGAA 4.1.2 keeps its original address; each other referential has a folder of its own.
pub fn criteria(referential: &Referential) -> SitePath {
    if referential.key() == Referential::usual().key() {
        return named("criteres");
    }
    let folder = ["referentiels".to_owned(), referential.key(), "criteres".to_owned()];
    SitePath::folder(folder).expect("a key holds letters, figures, dots and hyphens")
}

pub fn criterion(referential: &Referential, id: CriterionId) -> SitePath {
    let own = SitePath::folder([id.to_string()]).expect("two numbers and a dot are harmless");
    criteria(referential).join(&own)
}

/// A page that exists once.
pub fn named(name: &'static str) -> SitePath {
    SitePath::folder([name]).expect("the fixed addresses are written in harmless characters")
}
