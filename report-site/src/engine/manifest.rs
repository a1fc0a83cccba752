//! The manifest: for each page, a digest of the data it was drawn from and a seal of each of its files. [`text`] reads
//! and writes it.
//!
//! A publication of 40,000 sites has several hundred thousand pages, and most pages have files of the same names beside
//! them. So each list of names is written once, with a number.

mod text;

use super::{
    names::Names,
    page::Name,
    seal::{self, Seals},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Digest of the data from which the files of a page were drawn. It is only compared with the earlier one at the same
/// address, so 64 bits suffice.
pub type Key = u64;

/// A page that this publication draws. `names` is the number of its list of file names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    key: Key,
    names: usize,
    seals: Seals,
}

#[derive(Debug, Default)]
pub struct Manifest {
    names: Names,
    /// Text of the manifest as the previous publication wrote it.
    text: String,
    /// Pages of the previous publication, sorted by path.
    before: Vec<Before>,
    /// The fate of each page in `before`.
    fates: Vec<Fate>,
    /// Pages that this publication draws, by path of their main file from the root.
    now: BTreeMap<Box<str>, Entry>,
}

/// A page of the previous publication.
#[derive(Debug)]
struct Before {
    /// Byte range of the page's line in the text, including the line end. `seals` and `path` are the offsets in the
    /// text at which these parts of the line begin.
    line: Range<usize>,
    seals: usize,
    path: usize,
    key: Key,
    names: usize,
}

/// A page as the manifest knows it.
#[derive(Debug)]
pub struct Known<'m> {
    /// Path of its main file, from the root.
    pub path: &'m str,
    pub names: &'m [Name],
    /// Seals, one for each name, and one more for the index of the pages below. Empty where they are not known.
    pub seals: &'m str,
}

impl<'m> Known<'m> {
    pub fn folder(&self) -> &'m str {
        folder_of(self.path)
    }
}

/// The fate of an earlier page in this publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Fate {
    /// No page of this publication has claimed the address yet.
    #[default]
    Unclaimed,
    Kept,
    DrawnAgain,
}

/// A page of the previous publication at an address.
#[derive(Debug, Clone, Copy)]
pub struct EarlierEntry {
    at: usize,
    /// Whether it was drawn from the same data.
    pub same: bool,
}

/// The answer to a page that claims an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// Another page of this publication has the address already.
    Taken,
    /// The published page was drawn from the same data.
    Same,
    /// Nothing is published at the address.
    New,
    /// A page is published there that was drawn from other data.
    Changed,
}

impl Manifest {
    /// All pages of the previous publication, in the order of their paths.
    pub fn pages(&self) -> impl Iterator<Item = Known<'_>> {
        self.before.iter().map(|before| self.known(before))
    }

    /// A page of the previous publication.
    pub fn page(&self, path: &str) -> Option<Known<'_>> {
        self.find(path).map(|at| self.known(&self.before[at]))
    }

    /// Seal of a file of a page that this publication has drawn or kept. A kept page was drawn by the same version from
    /// the same data. A page that is not claimed yet may be of any version, so no seal is given for it.
    pub fn seal_of(&self, page: &str, file: &str) -> Option<&str> {
        let (names, seals) = match self.now.get(page) {
            Some(entry) => (&self.names[entry.names], entry.seals.as_str()),
            None => {
                let at = self.find(page).filter(|at| self.fates[*at] == Fate::Kept)?;
                let known = self.known(&self.before[at]);
                (known.names, known.seals)
            }
        };
        let at = names.iter().position(|name| name == file)?;
        seals.get(at * seal::DIGITS..(at + 1) * seal::DIGITS)
    }

    fn known(&self, before: &Before) -> Known<'_> {
        let (path, seals) = (self.path_of(before), before.seals_in(&self.text));
        Known { path, names: &self.names[before.names], seals }
    }

    /// The earlier page at an address; `near` is where the last search ended.
    pub fn look(&self, path: &str, names: &[Name], key: Key, near: &mut usize) -> Option<EarlierEntry> {
        let at = self.find_near(path, near)?;
        let before = &self.before[at];
        Some(EarlierEntry { at, same: before.key == key && self.names[before.names] == *names })
    }

    /// Claims an address for a page, given what [`Self::look`] found there. If two pages want it, the first one gets it
    /// at every publication.
    pub fn claim(&mut self, path: &str, names: &[Name], key: Key, found: Option<EarlierEntry>) -> Claim {
        let (free, claim) = match found {
            Some(found) if found.same => return if self.keep(found) { Claim::Same } else { Claim::Taken },
            Some(found) => (self.decide(found, Fate::DrawnAgain), Claim::Changed),
            None => (!self.now.contains_key(path), Claim::New),
        };
        if !free {
            return Claim::Taken;
        }
        let entry = Entry { key, names: self.names.number(names), seals: Seals::default() };
        self.now.insert(path.into(), entry);
        claim
    }

    /// Claims an address for the page that is published there. `false` where another page has it already.
    pub fn keep(&mut self, found: EarlierEntry) -> bool {
        self.decide(found, Fate::Kept)
    }

    /// Claims the address of a page that was drawn from this key, and the addresses of all pages below a folder. Gives
    /// the number of pages kept; `None` if the page was drawn from another key.
    pub fn keep_with_all_below(&mut self, path: &str, key: Key, folder: &str) -> Option<usize> {
        let page = self.find(path).filter(|at| self.before[*at].key == key)?;
        let begin = self.before.partition_point(|before| self.path_of(before) < folder);
        let below = self.before[begin..].iter().take_while(|before| self.path_of(before).starts_with(folder));
        let all: Vec<usize> = (begin..begin + below.count()).chain([page]).collect();
        for at in &all {
            self.keep(EarlierEntry { at: *at, same: true });
        }
        Some(all.len())
    }

    fn decide(&mut self, found: EarlierEntry, fate: Fate) -> bool {
        let free = self.fates[found.at] == Fate::Unclaimed;
        if free {
            self.fates[found.at] = fate;
        }
        free
    }

    /// Path of an earlier page.
    pub fn path(&self, found: EarlierEntry) -> &str {
        self.path_of(&self.before[found.at])
    }

    /// Names of the folders directly below `folder` that hold a page of the previous publication.
    pub fn folders_below(&self, folder: &str) -> BTreeSet<String> {
        let below = self.before.iter().filter_map(|before| self.path_of(before).strip_prefix(folder));
        below.filter_map(|path| path.split_once('/')).map(|(name, _)| name.to_owned()).collect()
    }

    /// Records the files of a page that was drawn.
    pub fn drew(&mut self, path: &str, seals: Seals) {
        if let Some(entry) = self.now.get_mut(path) {
            entry.seals = seals;
            return;
        }
        let Some(at) = self.find(path) else { return };
        let Before { key, names, .. } = self.before[at];
        if self.before[at].seals_in(&self.text) != seals.as_str() {
            self.now.insert(path.into(), Entry { key, names, seals });
            self.fates[at] = Fate::DrawnAgain;
        }
    }

    /// Keeps the entry of a page that could not be drawn, with its old key, so that the next publication tries it
    /// again.
    pub fn as_before(&mut self, path: &str) {
        self.now.remove(path);
        if let Some(at) = self.find(path) {
            self.fates[at] = Fate::Kept;
        }
    }

    /// Earlier files that are not published any more, in the order of the paths. A path that begins with one of
    /// `permanent` is kept for ever.
    pub fn gone(&mut self, permanent: &[&str]) -> Vec<String> {
        let permanent = |path: &str| permanent.iter().any(|begin| path.starts_with(begin));
        let mut gone = Vec::new();
        for (before, fate) in self.before.iter().zip(&mut self.fates) {
            let path = before.path_in(&self.text);
            if *fate == Fate::Kept {
                continue;
            }
            let still: &[Name] = match self.now.get(path) {
                Some(now) => &self.names[now.names],
                None if permanent(path) => {
                    *fate = Fate::Kept;
                    continue;
                }
                None => &[],
            };
            if permanent(path) {
                continue;
            }
            let folder = folder_of(path);
            let names = self.names[before.names].iter().filter(|name| !still.contains(name));
            gone.extend(names.map(|name| format!("{folder}{name}")));
        }
        gone
    }

    /// Finds a page, beginning near the last one found, because pages are looked up approximately in the order of their
    /// paths.
    fn find_near(&self, path: &str, near: &mut usize) -> Option<usize> {
        const LINES: usize = 16;
        let begin = near.saturating_sub(LINES);
        let around = self.before.get(begin..self.before.len().min(begin + 2 * LINES))?;
        let found = match around {
            [first, .., last] if self.path_of(first) <= path && path <= self.path_of(last) => {
                let at = around.binary_search_by(|before| self.path_of(before).cmp(path));
                at.map(|at| begin + at).ok()
            }
            _ => self.find(path),
        };
        *near = found.unwrap_or(*near);
        found
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.before.binary_search_by(|before| self.path_of(before).cmp(path)).ok()
    }

    fn path_of(&self, before: &Before) -> &str {
        before.path_in(&self.text)
    }
}

impl Before {
    fn path_in<'t>(&self, text: &'t str) -> &'t str {
        &text[self.path..self.line.end - 1]
    }

    fn seals_in<'t>(&self, text: &'t str) -> &'t str {
        &text[self.seals..self.path - 1]
    }
}

/// The folder of a path, up to its last `/`.
fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

#[cfg(test)]
mod tests;
