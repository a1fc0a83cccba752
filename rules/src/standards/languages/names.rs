//! Names of languages, for messages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::standards::table::Table;

/// The name of one language in French (lower case) and in English, written as in the middle of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    pub french: &'static str,
    pub english: &'static str,
}

/// Names of the language of a tag; only its first part counts. `None` for languages that no message needs.
pub fn names(tag: &str) -> Option<Names> {
    let code = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    NAMES.get(code.as_str()).copied()
}

static NAMES: LazyLock<HashMap<&'static str, Names>> = LazyLock::new(|| {
    let text = include_str!("../../../data/languages/names.tsv");
    let table = Table::parse("languages/names.tsv", text, &["code", "french", "english"])
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| (row.get(0), Names { french: row.get(1), english: row.get(2) })).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::languages::check;

    #[test]
    fn every_named_code_is_registered() {
        for code in NAMES.keys() {
            assert!(check(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn the_region_does_not_matter() {
        assert_eq!(names("fr-CA").map(|names| names.french), Some("français"));
        assert_eq!(names("EN").map(|names| names.english), Some("English"));
        assert_eq!(names("xx"), None);
    }
}
