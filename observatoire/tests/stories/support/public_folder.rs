//! Checks of the published folder: its files, its audits and its links.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use rules::audit::{Audit, hash_of};
use scraper::{Html, Selector};
use walk::files;

/// A mark that changes when a file is written, even with the same content.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark {
    inode: u64,
    modified: SystemTime,
}

/// Every public file with its mark. Names of the publisher's own files begin with a dot; they are left out.
pub fn marks(public: &Path) -> BTreeMap<PathBuf, Mark> {
    let mark = |file: PathBuf| {
        let about = fs::metadata(&file).unwrap();
        (file, Mark { inode: about.ino(), modified: about.modified().unwrap() })
    };
    files(public).into_iter().map(mark).collect()
}

/// Each published audit, by the path of its permalink in the folder. The hash of its file must begin with its id.
pub fn audits(public: &Path) -> BTreeMap<String, Audit> {
    let documents = files(public).into_iter().filter(|file| file.ends_with("audit.json"));
    documents
        .map(|file| {
            let bytes = fs::read(&file).unwrap();
            let folder = file.parent().unwrap();
            let id = folder.to_str().unwrap().rsplit('-').next().unwrap();
            assert!(hash_of(&bytes).starts_with(id) && id.len() == 12, "{}", file.display());
            assert!(folder.join("index.html").is_file(), "{} has no page", folder.display());
            let path = folder.strip_prefix(public).unwrap().to_str().unwrap().to_owned();
            (path, Audit::from_json(&bytes).unwrap())
        })
        .collect()
}

/// Links, style sheets and images whose file is missing in the folder, as `page -> address`.
pub fn dead_links(public: &Path) -> Vec<String> {
    let carriers = Selector::parse("a[href], link[href], img[src]").unwrap();
    let mut dead = Vec::new();
    for page in files(public).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "html")) {
        let html = Html::parse_document(&fs::read_to_string(&page).unwrap());
        for element in html.select(&carriers) {
            let address = element.attr("href").or(element.attr("src")).unwrap();
            if target(public, &page, address).is_some_and(|file| !file.is_file()) {
                dead.push(format!("{} -> {address}", page.display()));
            }
        }
    }
    dead
}

/// File to which an address leads; `None` if the address leads out of the folder or stays on the page.
fn target(public: &Path, page: &Path, address: &str) -> Option<PathBuf> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() || address.contains(':') {
        return None;
    }
    let from = if address.starts_with('/') { public } else { page.parent()? };
    let mut file = from.to_owned();
    for part in Path::new(address.trim_start_matches('/')).components() {
        match part {
            Component::ParentDir => drop(file.pop()),
            Component::Normal(name) => file.push(name),
            _ => {}
        }
    }
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

mod walk {
    use std::path::{Path, PathBuf};

    pub fn files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            match () {
                () if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
                () if path.is_dir() => found.extend(files(&path)),
                () => found.push(path),
            }
        }
        found
    }
}
