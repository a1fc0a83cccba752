//! Facts of an audit that lists show are named in only one file, `rules/src/audit/facts.rs`. The files between the
//! audit document and the published pages pass all facts on together, so that a new fact changes none of these files.

use std::{fs, path::Path};

/// Files that pass the facts on from the document to the pages.
const ON_THE_WAY: [&str; 7] = [
    "store/src/record/mod.rs",
    "store/src/record/rows.rs",
    "store/src/facts.rs",
    "store/src/heads.rs",
    "store/src/statements/audits.rs",
    "store/src/statements/publication.rs",
    "observatoire/src/source.rs",
];

#[test]
fn a_new_fact_touches_no_file_on_its_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
    let defined = read("rules/src/audit/facts.rs");
    let facts: Vec<&str> = defined.lines().filter_map(field).collect();
    assert!(facts.contains(&"pages_lost"), "{facts:?}");
    for file in ON_THE_WAY {
        let text = read(file);
        let named: Vec<_> = facts.iter().filter(|fact| names(&text, fact)).collect();
        assert!(named.is_empty(), "{file} names {named:?}");
    }
}

#[test]
fn a_file_that_names_a_fact_is_found() {
    assert!(names("pages_lost: head.pages_lost,", "pages_lost"));
    assert!(names("a.cause, a.declared, a.criteria", "declared"));
    assert!(!names("use crate::documents::AuditDocument;", "documents"));
}

/// Name of the public field in a line of a struct; `None` if the line has none.
fn field(line: &str) -> Option<&str> {
    let (name, _) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
    name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_').then_some(name)
}

/// Whether a text has a field, a column or a value of this name.
fn names(text: &str, fact: &str) -> bool {
    text.contains(&format!(".{fact}")) || text.contains(&format!("{fact}: "))
}
