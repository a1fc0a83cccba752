//! What each page was drawn from: one line a page, `key<TAB>names<TAB>below<TAB>path`, in the order of the paths;
//! `below` counts the pages that stand below it.
//!
//! A publication of 40,000 sites has several hundred thousand pages, most of them with the same names beside
//! them: the names stand once, by number, in the lines that begin with `=`.

use super::{names::Names, page::Name};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

const FIRST_LINE: &str = "observatoire manifest 3";

/// Digest of all that was drawn in the files of a page. Of two pages at one address only a change counts: 64 bits
/// tell it.
pub type Key = u64;

/// A page that was published: its main file, by path from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: Key,
    names: usize,
    /// How many pages stand below it.
    below: usize,
}

#[derive(Debug, Default)]
pub struct Manifest {
    names: Names,
    /// As the publication before wrote it.
    text: String,
    /// Its pages, sorted by path.
    before: Vec<Before>,
    /// What became of each of them.
    fates: Vec<Fate>,
    /// What this publication draws.
    now: BTreeMap<Box<str>, Entry>,
}

/// A page of the publication before.
#[derive(Debug)]
struct Before {
    /// Where its line stands in the text, with its end, and where in it the path begins.
    line: Range<usize>,
    path: usize,
    entry: Entry,
}

/// What this publication does with a page from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Fate {
    /// Nobody asked for its address yet.
    #[default]
    Unclaimed,
    Kept,
    DrawnAgain,
}

/// A page from before at an address.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    at: usize,
    /// It shows the same.
    pub same: bool,
}

/// What this publication does with an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// Another page has it already.
    Taken,
    /// The same page stands there from before.
    Same,
    /// Nothing stands there yet.
    New,
    /// It stands there, but shows something else.
    Changed,
}

impl Manifest {
    /// A manifest of another shape, or a damaged one, counts as none: every page is drawn again, and only
    /// those that differ are written.
    pub fn read(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).ok().and_then(Self::parse).unwrap_or_default()
    }

    fn parse(text: String) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        (lines.next()? == [FIRST_LINE, "\n"].concat()).then_some(())?;
        let mut manifest = Self::default();
        let mut read = FIRST_LINE.len() + 1;
        for line in lines {
            let whole = read..read + line.len();
            read = whole.end;
            let line = line.strip_suffix('\n')?;
            if let Some(names) = line.strip_prefix("=\t") {
                let names: Vec<_> = names.split('\t').map(|name| Name::from(name.to_owned())).collect();
                manifest.names.number(&names);
                continue;
            }
            let (key, rest) = line.split_once('\t')?;
            let (names, rest) = rest.split_once('\t')?;
            let (below, path) = rest.split_once('\t')?;
            let entry = Entry {
                key: Key::from_str_radix(key, 16).ok()?,
                names: names.parse().ok()?,
                below: below.parse().ok()?,
            };
            manifest.names.get(entry.names)?;
            manifest.before.push(Before { path: whole.end - 1 - path.len(), line: whole, entry });
        }
        manifest.text = text;
        if !manifest.before.is_sorted_by(|one, next| manifest.path_of(one) < manifest.path_of(next)) {
            return None;
        }
        manifest.fates.resize(manifest.before.len(), Fate::default());
        Some(manifest)
    }

    /// What stands at an address from before; `near` is where the last search ended.
    pub fn look(&self, path: &str, names: &[Name], key: Key, near: &mut usize) -> Option<Found> {
        let at = self.find_near(path, near)?;
        let entry = &self.before[at].entry;
        Some(Found { at, same: entry.key == key && self.names[entry.names] == *names })
    }

    /// Takes an address for a page, with what [`Self::look`] found there. The first one wins at every publication.
    pub fn claim(&mut self, path: &str, names: &[Name], key: Key, found: Option<Found>) -> Claim {
        let (free, claim) = match found {
            Some(found) if found.same => return if self.keep(found) { Claim::Same } else { Claim::Taken },
            Some(found) => (self.decide(found, Fate::DrawnAgain), Claim::Changed),
            None => (!self.now.contains_key(path), Claim::New),
        };
        if !free {
            return Claim::Taken;
        }
        let entry = Entry { key, names: self.names.number(names), below: 0 };
        self.now.insert(path.into(), entry);
        claim
    }

    /// Takes an address for the page that stands there; false where another page has it already.
    pub fn keep(&mut self, found: Found) -> bool {
        self.decide(found, Fate::Kept)
    }

    fn decide(&mut self, found: Found, fate: Fate) -> bool {
        let free = self.fates[found.at] == Fate::Unclaimed;
        if free {
            self.fates[found.at] = fate;
        }
        free
    }

    /// Where a page stands that was found.
    pub fn path(&self, found: Found) -> &str {
        self.path_of(&self.before[found.at])
    }

    /// Names of the folders right below one that hold a page from before.
    pub fn folders_below(&self, folder: &str) -> BTreeSet<String> {
        let below = self.before.iter().filter_map(|before| self.path_of(before).strip_prefix(folder));
        below.filter_map(|path| path.split_once('/')).map(|(name, _)| name.to_owned()).collect()
    }

    /// How many pages stand below a page that was drawn.
    pub fn drew(&mut self, path: &str, below: usize) {
        if let Some(entry) = self.now.get_mut(path) {
            entry.below = below;
            return;
        }
        let Some(at) = self.find(path) else { return };
        let entry = &self.before[at].entry;
        if entry.below != below {
            self.now.insert(path.into(), Entry { below, ..entry.clone() });
            self.fates[at] = Fate::DrawnAgain;
        }
    }

    /// How many pages stand below a page from before.
    #[cfg(test)]
    fn below(&self, path: &str) -> usize {
        self.find(path).map_or(0, |at| self.before[at].entry.below)
    }

    /// A page that could not be drawn stays what it was, with its old key, so that it is tried again.
    pub fn as_before(&mut self, path: &str) {
        self.now.remove(path);
        if let Some(at) = self.find(path) {
            self.fates[at] = Fate::Kept;
        }
    }

    /// The files that stood there before and do not any more, in the order of the paths. Those whose path begins
    /// with one of `permanent` are kept for ever.
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
            let names = self.names[before.entry.names].iter().filter(|name| !still.contains(name));
            gone.extend(names.map(|name| format!("{folder}{name}")));
        }
        gone
    }

    /// Unless it stays what it is.
    pub fn rewritten(&self) -> Option<Vec<u8>> {
        let stays = self.now.is_empty() && self.fates.iter().all(|fate| *fate == Fate::Kept);
        (!stays || self.text.is_empty()).then(|| self.write())
    }

    fn write(&self) -> Vec<u8> {
        use std::fmt::Write;
        let kept = self.before.iter().zip(&self.fates).filter(|(_, fate)| **fate == Fate::Kept);
        let mut kept = kept.map(|(before, _)| before).peekable();
        let mut text = String::with_capacity(self.text.len() + 128 * self.now.len() + 1024);
        text.extend([FIRST_LINE, "\n"]);
        for names in self.names.iter() {
            text.extend(["=\t", &names.join("\t"), "\n"]);
        }
        for (path, Entry { key, names, below }) in &self.now {
            while let Some(earlier) = kept.next_if(|before| self.path_of(before) < path.as_ref()) {
                text.push_str(&self.text[earlier.line.clone()]);
            }
            writeln!(text, "{key:016x}\t{names}\t{below}\t{path}").expect("a string takes all");
        }
        kept.for_each(|before| text.push_str(&self.text[before.line.clone()]));
        text.into_bytes()
    }

    /// Pages are asked for about in the order of their paths: most stand a few lines from the last one.
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
}

/// Of a path, up to its last `/`.
fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &[Name] = &[Name::Borrowed("index.html")];
    const TWO: &[Name] = &[Name::Borrowed("index.html"), Name::Borrowed("audit.json")];

    fn take(manifest: &mut Manifest, path: &str, names: &[Name], key: Key) -> Claim {
        let found = manifest.look(path, names, key, &mut 0);
        manifest.claim(path, names, key, found)
    }

    fn published(pages: &[(&str, &[Name], Key)]) -> Manifest {
        let mut manifest = Manifest::default();
        for (path, names, key) in pages {
            assert_eq!(take(&mut manifest, path, names, *key), Claim::New);
        }
        Manifest::read(manifest.write())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut again = published(&[("b/index.html", TWO, 2), ("a/index.html", ONE, 1)]);
        assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Same);
        assert_eq!(take(&mut again, "b/index.html", TWO, 3), Claim::Changed);
        assert_eq!(take(&mut again, "a/index.html", ONE, 9), Claim::Taken);
        assert_eq!(take(&mut again, "c/index.html", ONE, 1), Claim::New);
        let mut last = Manifest::read(again.write());
        assert_eq!(take(&mut last, "b/index.html", TWO, 3), Claim::Same);
        assert_eq!(take(&mut last, "a/index.html", ONE, 1), Claim::Same);
    }

    #[test]
    fn what_is_not_claimed_is_gone_but_what_is_permanent() {
        let mut again = published(&[("a/index.html", TWO, 1), ("audits/x/index.html", TWO, 1)]);
        assert_eq!(again.gone(&["audits/"]), ["a/index.html", "a/audit.json"]);
        assert_eq!(take(&mut Manifest::read(again.write()), "audits/x/index.html", TWO, 1), Claim::Same);
    }

    #[test]
    fn a_page_that_lost_a_file_beside_it_gives_up_that_file() {
        let mut again = published(&[("a/index.html", TWO, 1)]);
        assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Changed);
        assert_eq!(again.gone(&["audits/"]), ["a/audit.json"]);
    }

    #[test]
    fn where_all_stays_nothing_is_written() {
        let mut again = published(&[("a/index.html", ONE, 1), ("audits/x/index.html", TWO, 1)]);
        assert_eq!(take(&mut again, "a/index.html", ONE, 1), Claim::Same);
        assert!(again.gone(&["audits/"]).is_empty() && again.rewritten().is_none());
        again.drew("a/index.html", 3);
        assert!(again.rewritten().is_some());
        assert!(Manifest::default().rewritten().is_some());
    }

    #[test]
    fn pages_are_found_in_whatever_order_they_are_asked_for() {
        let paths: Vec<_> = (0..200).map(|number| format!("a/{number:03}")).collect();
        let pages: Vec<_> = paths.iter().map(|path| (path.as_str(), ONE, 1)).collect();
        let manifest = published(&pages);
        let mut near = 0;
        for step in [1, 7, 50, 199] {
            for number in 0..200 {
                let path = &paths[number * step % 200];
                let found = manifest.look(path, ONE, 1, &mut near).unwrap();
                assert_eq!(manifest.path(found), path);
                assert!(manifest.look(&format!("{path}x"), ONE, 1, &mut near).is_none());
            }
        }
    }

    #[test]
    fn what_could_not_be_drawn_is_tried_again() {
        let mut again = published(&[("a/index.html", ONE, 1)]);
        assert_eq!(take(&mut again, "a/index.html", ONE, 2), Claim::Changed);
        again.as_before("a/index.html");
        assert!(again.gone(&["audits/"]).is_empty());
        assert_eq!(take(&mut Manifest::read(again.write()), "a/index.html", ONE, 2), Claim::Changed);
    }

    #[test]
    fn it_counts_the_pages_below() {
        let path = "audits/x/index.html";
        let mut first = Manifest::default();
        take(&mut first, path, ONE, 1);
        first.drew(path, 7);
        let mut again = Manifest::read(first.write());
        assert_eq!((again.below(path), take(&mut again, path, ONE, 1)), (7, Claim::Same));
        again.drew(path, 8);
        assert_eq!(Manifest::read(again.write()).below(path), 8);
    }

    #[test]
    fn a_damaged_one_counts_as_none() {
        let begin = "observatoire manifest 3\n=\ti\n";
        let sorted = format!("{begin}01\t0\t0\tb\n");
        assert_eq!(Manifest::read(sorted.into_bytes()).before.len(), 1);
        for text in [
            "",
            "other 9\nk\tp\n",
            "observatoire manifest 3\nno tab\n",
            "observatoire manifest 3\n01\t0\t0\tb\n",
            "observatoire manifest 2\n=\ti\n01\t0\tb\n",
            &format!("{begin}01\t0\t0\tb"),
            &format!("{begin}xy\t0\t0\tb\n"),
            &format!("{begin}01\t0\t-1\tb\n"),
            &format!("{begin}01\t0\t0\tb\n02\t0\t0\ta\n"),
        ] {
            assert!(Manifest::read(text.into()).before.is_empty(), "{text}");
        }
        assert!(Manifest::read(b"\xff\xfe".to_vec()).before.is_empty());
    }
}
