//! Number of findings of each rule that a person checked on real sites, and number of right ones: `data/precision.tsv`,
//! explained in `docs/HAND_CHECK.md`.

use crate::language::Say;
use rules::messages::Language;
use std::{collections::BTreeMap, ops::Add, sync::LazyLock};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Precision {
    pub read: usize,
    pub right: usize,
    /// Number of wrong findings whose cause was corrected since.
    pub mended: usize,
}

impl Add for Precision {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            read: self.read + other.read,
            right: self.right + other.right,
            mended: self.mended + other.mended,
        }
    }
}

impl Precision {
    /// Precision of a rule. All zero if none of its findings was checked.
    pub fn for_rule(rule: &str) -> Self {
        TABLE.get(rule).copied().unwrap_or_default()
    }

    /// Sentence about the findings that were checked, those that were right, and the others.
    pub fn sentence(self, language: Language) -> String {
        if self.read == 0 {
            let none = "Aucun de ses constats relevés sur de vrais sites n’a encore été lu.";
            return language.t(none, "None of its findings on real sites has been read yet.").to_owned();
        }
        format!("{}{}.", self.counted(language), self.mended(language))
    }

    fn counted(self, language: Language) -> String {
        let words =
            ["de ses constats relevés", "de ses constats relevés", "of its findings", "of its findings"];
        let read = language.count(self.read, words);
        let right = language.number(self.right);
        let were = if self.read > 1 { "ont été lus" } else { "a été lu" };
        let true_ones = if self.right > 1 { "étaient justes" } else { "était juste" };
        match language {
            Language::French => {
                format!("{read} sur de vrais sites {were} par une personne, {right} {true_ones}")
            }
            Language::English => format!("{read} on real sites read by a person, {right} of them right"),
        }
    }

    fn mended(self, language: Language) -> String {
        let wrong = self.read - self.right;
        let mended = language.number(self.mended);
        match self.mended {
            0 => String::new(),
            all if all == wrong => language
                .t(" ; ce qui a causé les autres a été corrigé", "; what caused the others was mended")
                .to_owned(),
            _ => match language {
                Language::French => format!(" ; ce qui a causé {mended} des autres a été corrigé"),
                Language::English => format!("; what caused {mended} of the others was mended"),
            },
        }
    }
}

static TABLE: LazyLock<BTreeMap<&'static str, Precision>> = LazyLock::new(|| {
    rows().map(|row| row.expect("the table is part of the program and read by this module's tests")).collect()
});

/// Error in a line of the table.
#[derive(Debug, thiserror::Error)]
enum RowError {
    #[error("«{0}» has not four cells")]
    Width(&'static str),
    #[error("«{line}»: «{cell}» is no number")]
    Number { line: &'static str, cell: &'static str },
}

fn rows() -> impl Iterator<Item = Result<(&'static str, Precision), RowError>> {
    include_str!("../data/precision.tsv").lines().skip(1).map(row)
}

fn row(line: &'static str) -> Result<(&'static str, Precision), RowError> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [rule, read, right, mended] = cells[..] else { return Err(RowError::Width(line)) };
    let number = |cell: &'static str| cell.parse().map_err(|_| RowError::Number { line, cell });
    Ok((rule, Precision { read: number(read)?, right: number(right)?, mended: number(mended)? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_names_a_rule_once_and_its_numbers_add_up() {
        let mut named = BTreeSet::new();
        for row in rows() {
            let (id, Precision { read, right, mended }) = row.unwrap();
            assert!(rules::catalogue::rule(id).is_some(), "no rule is called «{id}»");
            assert!(named.insert(id), "{id} stands there twice");
            assert!(read > 0 && right + mended <= read, "{id}");
        }
    }

    #[test]
    fn what_was_read_is_told_in_whole_sentences() {
        let said = |read, right, mended, language| Precision { read, right, mended }.sentence(language);
        let french = |read, right, mended| said(read, right, mended, Language::French).replace('\u{A0}', " ");
        assert_eq!(french(0, 0, 0), "Aucun de ses constats relevés sur de vrais sites n’a encore été lu.");
        assert_eq!(
            french(1, 1, 0),
            "1 de ses constats relevés sur de vrais sites a été lu par une personne, 1 était juste."
        );
        assert_eq!(
            french(85, 77, 8),
            "85 de ses constats relevés sur de vrais sites ont été lus par une personne, 77 étaient justes ; ce qui a \
             causé les autres a été corrigé."
        );
        assert!(
            french(85, 77, 3).ends_with("77 étaient justes ; ce qui a causé 3 des autres a été corrigé.")
        );
        let english = said(2, 2, 0, Language::English).replace('\u{A0}', " ");
        assert_eq!(english, "2 of its findings on real sites read by a person, 2 of them right.");
    }
}
