//! Compares the files of a published folder with its manifest. The manifest itself is trusted: to check it, compare its
//! seal with the seal that the publication reported.

use super::{
    below::{self, Below},
    build::{ASIDE, CHANGING, LOCK, MANIFEST},
    manifest::{Known, Manifest},
    seal,
};
use rayon::prelude::*;
use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// A difference between a file and the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The file has another content, or is not a regular file.
    Changed,
    Missing,
    /// The file was not published by this program.
    Added,
}

#[derive(Debug, Default)]
pub struct Inspected {
    /// Number of files with the published content.
    pub sound: usize,
    /// Number of pages for which the manifest has no seals.
    pub unsealed: usize,
    /// Seal in the manifest.
    pub seal: String,
    /// Faults by path from the root, sorted.
    pub faults: Vec<(String, Fault)>,
}

#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    #[error("{} cannot be read: {source}", path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("a publication is under way in {}, or was interrupted: publish, then verify", .0.display())]
    Changing(PathBuf),
}

/// Files and folders that the publication uses internally, and one that other programs need at the root of a site.
const APART: [&str; 5] = [MANIFEST, LOCK, CHANGING, ASIDE, ".well-known"];

/// Checks all files of the pages whose path begins with `begin`, and finds files that were not published. `None` if
/// nothing was published in this folder.
pub fn inspect(root: &Path, begin: &str) -> Result<Option<Inspected>, InspectError> {
    let Some(bytes) = read(&root.join(MANIFEST))? else { return Ok(None) };
    if root.join(CHANGING).exists() {
        return Err(InspectError::Changing(root.to_owned()));
    }
    let seal = seal::seal(&bytes);
    let manifest = Manifest::read(bytes);
    let begin = begin_of_pages(begin, &manifest);
    let pages: Vec<_> = manifest.pages().filter(|page| page.path.starts_with(begin)).collect();
    let looked: Result<Vec<_>, _> = pages.par_iter().map(|page| of_page(root, page)).collect();
    let mut all = Inspected { seal, ..Inspected::default() };
    for looked in looked? {
        all.sound += looked.sound;
        all.unsealed += looked.unsealed;
        all.faults.extend(looked.faults);
    }
    let added = added(root, begin, &manifest)?;
    all.faults.extend(added.into_iter().map(|path| (path, Fault::Added)));
    all.faults.sort();
    Ok(Some(all))
}

/// The path `begin` itself, or its nearest parent folder in which a page is published; empty for the root.
fn begin_of_pages<'b>(begin: &'b str, manifest: &Manifest) -> &'b str {
    let mut begin = begin;
    while !manifest.pages().any(|page| page.path.starts_with(begin)) {
        begin = begin.trim_end_matches('/').rfind('/').map_or("", |end| &begin[..=end]);
        if begin.is_empty() {
            break;
        }
    }
    begin
}

/// Files that the program did not publish, by path from the root. None of them is read.
pub fn strangers(root: &Path) -> Result<Vec<String>, InspectError> {
    let manifest = read(&root.join(MANIFEST))?.map(Manifest::read);
    manifest.map_or(Ok(Vec::new()), |manifest| added(root, "", &manifest))
}

fn of_page(root: &Path, page: &Known<'_>) -> Result<Inspected, InspectError> {
    let mut looked = Inspected { unsealed: usize::from(page.seals.is_empty()), ..Inspected::default() };
    let index = [below::INDEX.into()];
    let names = page.names.iter().chain(&index);
    for (at, name) in names.enumerate() {
        let Some(seal) = page.seals.get(at * seal::DIGITS..(at + 1) * seal::DIGITS) else { break };
        looked.hold(root, [page.folder(), name].concat(), seal)?;
    }
    for (path, seal) in index_of(root, page)?.files() {
        looked.hold(root, [page.folder(), path].concat(), seal)?;
    }
    Ok(looked)
}

/// The files below a page, if its index is the one that was published.
fn index_of(root: &Path, page: &Known<'_>) -> Result<Below, InspectError> {
    let Some(sealed) = page.seals.get(page.names.len() * seal::DIGITS..).filter(|sealed| !sealed.is_empty())
    else {
        return Ok(Below::default());
    };
    let index = read(&root.join(page.folder()).join(below::INDEX))?;
    let index = index.filter(|index| seal::seal(index) == sealed);
    Ok(index.and_then(|index| Below::read(&index)).unwrap_or_default())
}

impl Inspected {
    fn hold(&mut self, root: &Path, path: String, sealed: &str) -> Result<(), InspectError> {
        match seal_of(&root.join(&path))? {
            Some(seal) if seal == sealed => self.sound += 1,
            Some(_) => self.faults.push((path, Fault::Changed)),
            None => self.faults.push((path, Fault::Missing)),
        }
        Ok(())
    }
}

/// Seal of a file. `None` if the file is missing, empty if it is not a regular file. Symbolic links are not followed,
/// because they may lead anywhere.
fn seal_of(path: &Path) -> Result<Option<String>, InspectError> {
    let at = |source| InspectError::Disk { path: path.to_owned(), source };
    match fs::symlink_metadata(path) {
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(at(error)),
        Ok(about) if !about.is_file() => Ok(Some(String::new())),
        Ok(_) => File::open(path).and_then(seal::of_file).map(Some).map_err(at),
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, InspectError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_missing(&error) || error.kind() == io::ErrorKind::IsADirectory => Ok(None),
        Err(source) => Err(InspectError::Disk { path: path.to_owned(), source }),
    }
}

/// Whether the error means that the file is missing. This is also the case if there is a file in place of its folder.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn added(root: &Path, begin: &str, manifest: &Manifest) -> Result<Vec<String>, InspectError> {
    let mut pages: HashMap<&str, Vec<Known<'_>>> = HashMap::new();
    manifest.pages().for_each(|page| pages.entry(page.folder()).or_default().push(page));
    let (mut added, mut folders) = (Vec::new(), vec![begin.to_owned()]);
    // Files below pages, by path from the root. A file is visited only after the folder of its page.
    let mut below = HashSet::new();
    while let Some(folder) = folders.pop() {
        let here = pages.get(folder.as_str()).map_or(&[][..], Vec::as_slice);
        for page in here {
            let index = index_of(root, page)?;
            below.extend(index.files().map(|(path, _)| [page.folder(), path].concat()));
        }
        let is_known = |name: &str| here.iter().any(|page| page.has(name));
        let at = |source| InspectError::Disk { path: root.join(&folder), source };
        for entry in fs::read_dir(root.join(&folder)).map_err(at)? {
            let entry = entry.map_err(at)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = [folder.as_str(), &name].concat();
            if APART.contains(&path.as_str()) || is_known(&name) || below.remove(&path) {
                continue;
            }
            if entry.file_type().map_err(at)?.is_dir() { folders.push(path + "/") } else { added.push(path) }
        }
    }
    Ok(added)
}

impl Known<'_> {
    /// Whether the name is one of the page's own files, or the index of the files below it.
    fn has(&self, name: &str) -> bool {
        let indexed = self.seals.len() > self.names.len() * seal::DIGITS;
        (indexed && name == below::INDEX) || self.names.iter().any(|own| own == name)
    }
}
