//! The catalogue of checks: for each check its criterion of RAPDF 1.1, its clause of PDF/UA-1, and its texts in French
//! and English.

use std::sync::LazyLock;

/// One line of `data/documents/checks.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: &'static str,
    /// Criterion of RAPDF 1.1; empty where it has none.
    pub rapdf: &'static str,
    /// Clause of ISO 14289-1; empty where it has none.
    pub pdf_ua: &'static str,
    pub french: Wording,
    pub english: Wording,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    pub name: &'static str,
    /// The defect, or the point to verify.
    pub what: &'static str,
    pub why: &'static str,
    pub fix: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| include_str!("../../data/documents/checks.tsv").lines().skip(1).map(line).collect());

fn line(line: &'static str) -> Entry {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, rapdf, pdf_ua, fr_name, en_name, fr_what, fr_why, fr_fix, en_what, en_why, en_fix] = cells[..]
    else {
        panic!("the table is part of the program, and has eleven columns: {line}");
    };
    Entry {
        id,
        rapdf,
        pdf_ua,
        french: Wording { name: fr_name, what: fr_what, why: fr_why, fix: fr_fix },
        english: Wording { name: en_name, what: en_what, why: en_why, fix: en_fix },
    }
}

pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

pub fn entry(id: &str) -> Option<&'static Entry> {
    entries().iter().find(|entry| entry.id == id)
}

/// Index of a check in the catalogue; `usize::MAX` for an unknown one, so that it comes last.
pub fn position(id: &str) -> usize {
    entries().iter().position(|entry| entry.id == id).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_worded_in_both_languages_and_stands_once() {
        for (place, entry) in entries().iter().enumerate() {
            assert_eq!(position(entry.id), place);
            for wording in [&entry.french, &entry.english] {
                for text in [wording.name, wording.what, wording.why, wording.fix] {
                    assert!(!text.is_empty(), "{}", entry.id);
                }
            }
        }
    }
}
