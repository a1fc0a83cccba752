//! Word lists that one module uses: files of `data/words` with one entry, or one pair, on each line.

use std::sync::LazyLock;

/// The entries of a file, read at their first use. The file is included in the module that uses the list, so that the
/// digest of the rule covers it.
pub(crate) type WordList = LazyLock<Vec<&'static str>>;

/// The entries of a list: its lines, without empty lines and comments (`#`).
pub(crate) fn entries(text: &'static str) -> Vec<&'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The rows of a table with two columns, read at their first use.
pub(crate) type PairList = LazyLock<Vec<(&'static str, &'static str)>>;

/// The rows of a table whose first line names its two columns.
pub(crate) fn pairs(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let pair =
        |line: &'static str| line.split_once('\t').expect("the table is built in, and each line has a tab");
    text.lines().skip(1).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::{entries, pairs};

    #[test]
    fn comments_and_empty_lines_are_no_entries() {
        assert_eq!(entries("# Answers.\noui\n\n ne sait pas \n"), ["oui", "ne sait pas"]);
    }

    #[test]
    fn the_first_line_of_a_table_of_pairs_names_its_columns() {
        assert_eq!(pairs("short\tfull\nmin\tminute\nh\theure\n"), [("min", "minute"), ("h", "heure")]);
    }
}
