//! `docs/DATA.md` describes every file and every column.

use crate::{published::ALL, tables::tables};

const TEXT: &str = include_str!("../../../docs/DATA.md");

#[test]
fn every_file_is_told() {
    for listed in report_site::listed() {
        assert!(TEXT.contains(&format!("`{}`", listed.path)), "docs/DATA.md lacks {}", listed.path);
    }
}

#[test]
fn every_column_is_told_with_what_it_says() {
    for (path, schema) in tables(&ALL) {
        for field in schema["fields"].as_array().unwrap() {
            let part = |name: &str| field[name].as_str().unwrap();
            let line = format!(
                "| `{}` | {} | {} |",
                part("name"),
                part("type"),
                part("description").replace('|', "\\|")
            );
            assert!(TEXT.contains(&line), "docs/DATA.md lacks, for {path}:\n{line}");
        }
    }
}
