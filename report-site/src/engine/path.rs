//! Addresses below the public folder. Host names are untrusted input: only characters that are harmless in every file
//! system and web server become part of a path.

use std::fmt;

/// A folder of the public site: empty for the root, else segments that end with `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnsafePath {
    #[error("a part of the address is empty")]
    Empty,
    #[error("`{0}…` is longer than {MOST} characters")]
    TooLong(String),
    #[error(
        "`{0}` may hold only a-z, 0-9, `.`, `-` and `_`, not begin or end with a dot, nor hold two in a row"
    )]
    Characters(String),
}

/// Most characters of a part: the length of the longest DNS name.
const MOST: usize = 253;

/// Capacity reserved for an address, in bytes. Nearly all addresses fit.
const ROOM: usize = 96;

impl SitePath {
    pub fn root() -> Self {
        Self(String::new())
    }

    pub fn folder<S: AsRef<str>>(segments: impl IntoIterator<Item = S>) -> Result<Self, UnsafePath> {
        let mut path = String::with_capacity(ROOM);
        for segment in segments {
            path.push_str(checked(segment.as_ref())?);
            path.push('/');
        }
        Ok(Self(path))
    }

    /// A folder inside this folder.
    pub fn join(&self, inner: &Self) -> Self {
        Self([self.0.as_str(), &inner.0].concat())
    }

    /// Path of a file in this folder, from the site's root.
    pub fn file(&self, name: &str) -> String {
        [self.0.as_str(), name].concat()
    }

    /// Relative address of the root from this folder: `../../`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn checked(segment: &str) -> Result<&str, UnsafePath> {
    if segment.is_empty() {
        return Err(UnsafePath::Empty);
    }
    if segment.len() > MOST {
        return Err(UnsafePath::TooLong(segment.chars().take(40).collect()));
    }
    let harmless = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
    let dotted = segment.starts_with('.') || segment.ends_with('.') || segment.contains("..");
    if dotted || !segment.bytes().all(harmless) {
        return Err(UnsafePath::Characters(segment.to_owned()));
    }
    Ok(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_of_every_honest_kind_pass() {
        for host in ["ville.example", "xn--mairie-dj1-f2a.example", "demo.localhost_8080", "203.0.113.7"] {
            assert!(SitePath::folder(["sites", host]).is_ok(), "{host}");
        }
    }

    #[test]
    fn hostile_names_do_not_become_paths() {
        let long = "a".repeat(254);
        for host in [
            "",
            ".",
            "..",
            "a..b",
            ".htaccess",
            "a/b",
            "a\\b",
            "A.example",
            "é.example",
            "a b",
            "a\0b",
            "<b>",
            &long,
        ] {
            assert!(SitePath::folder(["sites", host]).is_err(), "{host:?}");
        }
    }

    #[test]
    fn knows_the_way_back() {
        let path = SitePath::folder(["sites", "ville.example"]).unwrap();
        assert_eq!(path.file("index.html"), "sites/ville.example/index.html");
        assert_eq!(path.to_root(), "../../");
        assert_eq!(SitePath::root().to_root(), "");
    }
}
