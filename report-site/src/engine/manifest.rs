//! Which file was drawn from what: one line a file, `key<TAB>path`.

use std::collections::BTreeMap;

const FIRST_LINE: &str = "observatoire manifest 1";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// From the file's path below the public folder to the digest of all that was drawn in it.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of another shape, or a damaged one, counts as none: every page is drawn again, and only
    /// those that differ are written.
    pub fn read(bytes: &[u8]) -> Self {
        Self::parse(bytes).unwrap_or_default()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(bytes).ok()?.lines();
        (lines.next()? == FIRST_LINE).then_some(())?;
        let entry = |line: &str| line.split_once('\t').map(|(key, path)| (path.to_owned(), key.to_owned()));
        Some(Self { files: lines.map(entry).collect::<Option<_>>()? })
    }

    pub fn write(&self) -> Vec<u8> {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, key) in &self.files {
            text.extend([key, "\t", path, "\n"]);
        }
        text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let manifest = Manifest { files: [("a/index.html".into(), "12ab".into())].into() };
        assert_eq!(Manifest::read(&manifest.write()), manifest);
    }

    #[test]
    fn a_damaged_one_counts_as_none() {
        for bytes in [&b""[..], b"\xff\xfe", b"other 9\nk\tp\n", b"observatoire manifest 1\nno tab\n"] {
            assert_eq!(Manifest::read(bytes), Manifest::default());
        }
    }
}
