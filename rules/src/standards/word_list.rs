//! Word lists of single rules: files of `data/words` with one entry on each line.

use std::sync::LazyLock;

/// The entries of a file, read at their first use. The file is included where the list is used, so that the digest of the rule
/// covers it.
pub(crate) type WordList = LazyLock<Vec<&'static str>>;

/// The lines of a list, without empty ones and comments (`#`).
pub(crate) fn entries(text: &'static str) -> Vec<&'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn comments_and_empty_lines_are_no_entries() {
        assert_eq!(entries("# Answers.\noui\n\n ne sait pas \n"), ["oui", "ne sait pas"]);
    }
}
