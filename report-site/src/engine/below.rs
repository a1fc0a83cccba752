//! The index of the files below a page: one line for each file, `seal<TAB>path from the page's folder`, in the order of
//! the paths. The index is a file beside the page. If the manifest listed these files, it would grow with every defect
//! of every audit; it holds only the seal of the index. A file that was once published below a page stays in the index.

use super::seal;
use std::collections::{BTreeMap, BTreeSet};

/// Name of the index in the page's folder.
pub const INDEX: &str = ".below";

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Below(BTreeMap<String, String>);

impl Below {
    /// Reads an index. `None` if the bytes are not an index.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let lines = std::str::from_utf8(bytes).ok()?.split_terminator('\n');
        let entry = |line: &str| {
            let (seal, path) = line.split_once('\t')?;
            let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            (seal.len() == seal::DIGITS && inside).then(|| (path.to_owned(), seal.to_owned()))
        };
        lines.map(entry).collect::<Option<_>>().map(Self)
    }

    pub fn put(&mut self, path: &str, content: &[u8]) {
        self.0.insert(path.to_owned(), seal::seal(content));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Paths with their seals.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, seal)| (path.as_str(), seal.as_str()))
    }

    /// Names of the files and folders directly in the folder below the page's own: the second part of each path.
    pub fn names(&self) -> BTreeSet<String> {
        self.0.keys().filter_map(|path| path.split('/').nth(1)).map(str::to_owned).collect()
    }

    pub fn write(&self) -> Vec<u8> {
        self.files().flat_map(|(path, seal)| [seal, "\t", path, "\n"]).collect::<String>().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut below = Below::default();
        below.put("constats/b/index.html", b"two");
        below.put("constats/a.webp", b"one");
        assert_eq!(Below::read(&below.write()).unwrap(), below);
        assert_eq!(below.names(), BTreeSet::from(["a.webp".to_owned(), "b".to_owned()]));
        assert_eq!(Below::read(b""), Some(Below::default()));
    }

    #[test]
    fn what_leads_out_of_the_folder_is_no_index() {
        let seal = seal::seal(b"");
        for line in [
            "no tab",
            "short\tconstats/a",
            &format!("{seal}\t../a"),
            &format!("{seal}\t/etc/passwd"),
            &format!("{seal}\ta//b"),
        ] {
            assert_eq!(Below::read(line.as_bytes()), None, "{line}");
        }
        assert_eq!(Below::read(b"\xff"), None);
    }
}
