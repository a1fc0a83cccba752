//! A publication as its files, by path.

use crate::common::{self, Memory};
use report_site::{Publication, Settings, Withdrawal, publish};
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
        match path.is_dir() {
            true => collect(root, &path, files),
            // They say how it was published, and are none of its files.
            false if path.file_name().unwrap().as_encoded_bytes().starts_with(b".") => {}
            false => drop(files.insert(name, fs::read(&path).unwrap())),
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

/// Files whose path ends so.
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
