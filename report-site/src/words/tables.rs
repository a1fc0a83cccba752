//! Reads a table: a header line, then `code`, and for each phrase a French and an English cell.

use crate::language::Say;
use rules::messages::Language;
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub french: String,
    pub english: String,
}

impl Phrase {
    pub fn said(&self, language: Language) -> &str {
        language.t(&self.french, &self.english)
    }
}

/// A table with `N` phrases for each code.
pub struct Table<const N: usize> {
    order: Vec<&'static str>,
    rows: HashMap<&'static str, [Phrase; N]>,
}

impl<const N: usize> Table<N> {
    /// Reads a table, which is part of the program. A missing cell panics at the first use, which every test reaches.
    pub fn read(text: &'static str) -> Self {
        let mut table = Self { order: Vec::new(), rows: HashMap::new() };
        for line in text.lines().skip(1) {
            let (code, row) =
                row(line).unwrap_or_else(|| panic!("this row has a missing or empty cell: {line}"));
            assert!(table.rows.insert(code, row).is_none(), "`{code}` stands twice");
            table.order.push(code);
        }
        table
    }

    pub fn get(&self, code: &str) -> Option<&[Phrase; N]> {
        self.rows.get(code)
    }

    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.order.iter().copied()
    }
}

fn row<const N: usize>(line: &'static str) -> Option<(&'static str, [Phrase; N])> {
    let (code, rest) = line.split_once('\t')?;
    let cells: Vec<_> = rest.split('\t').collect();
    let (pairs, odd) = cells.as_chunks::<2>();
    if !odd.is_empty() || cells.iter().any(|cell| cell.trim().is_empty()) {
        return None;
    }
    let phrase =
        |[french, english]: &[&str; 2]| Phrase { french: spaced(french), english: (*english).to_owned() };
    let phrases: Vec<_> = pairs.iter().map(phrase).collect();
    Some((code, phrases.try_into().ok()?))
}

/// The text with no-break spaces at French punctuation.
pub fn spaced(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b' ') {
        let (before, after) = (&text[..at], &text[at + 1..]);
        if before.ends_with('«') || after.starts_with([':', ';', '!', '?', '%', '»']) {
            shown += &text[from..at];
            shown.push('\u{A0}');
            from = at + 1;
        }
    }
    shown + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_a_hole_is_none() {
        assert!(row::<1>("code\tfrançais\tenglish").is_some());
        assert!(row::<1>("code\tfrançais\t").is_none());
        assert!(row::<1>("code\tfrançais").is_none());
        assert!(row::<1>("code\tfrançais\tenglish\tmore").is_none());
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        assert_eq!(spaced("« a » : b"), "«\u{A0}a\u{A0}»\u{A0}: b");
    }
}
