//! The table of corrections, `data/patches.tsv`: one line for each reason and, where a person has to choose, one for
//! each choice. The columns say when the line applies, how the code changes, and what is written there.

use super::{change::Change, data::Filled};
use crate::language::Say;
use rules::{audit::Finding, messages::Language};
use std::{collections::BTreeMap, sync::LazyLock};

/// A line of the table. `-` stands for an empty cell.
pub struct Patch {
    when: [&'static str; 2],
    pub change: Change,
    what: &'static str,
    value: [&'static str; 2],
}

static PATCHES: LazyLock<BTreeMap<&str, Vec<Patch>>> = LazyLock::new(|| {
    let mut patches: BTreeMap<&str, Vec<Patch>> = BTreeMap::new();
    for (reason, patch) in lines().filter_map(patch) {
        patches.entry(reason).or_default().push(patch);
    }
    patches
});

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("../../../../data/patches.tsv").lines().skip(1)
}

fn patch(line: &'static str) -> Option<(&'static str, Patch)> {
    let cells: Vec<_> = line.split('\t').map(|cell| if cell == "-" { "" } else { cell }).collect();
    let [reason, when_fr, when_en, change, what, fr, en] = cells[..] else { return None };
    let change = Change::named(change)?;
    Some((reason, Patch { when: [when_fr, when_en], change, what, value: [fr, en] }))
}

/// The corrections for a reason, in the order of the table.
pub fn patches(reason: &str) -> &'static [Patch] {
    PATCHES.get(reason).map_or(&[], Vec::as_slice)
}

impl Patch {
    /// The case in which the correction applies; empty if it always applies.
    pub fn when(&self, language: Language) -> &'static str {
        language.t(self.when[0], self.when[1])
    }

    /// The code before and after. `None` if the excerpt does not show enough of the element, if the finding lacks a
    /// value to be written, or if nothing would change.
    pub fn applied(&self, finding: &Finding, language: Language) -> Option<(String, String)> {
        let value = language.t(self.value[0], self.value[1]);
        let filled = Filled { finding, what: self.what, value, language };
        let (before, after) = self.change.applied(&filled)?;
        (before != after).then_some((before, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_and_names_a_reason_that_has_words() {
        let read: usize = PATCHES.values().map(Vec::len).sum();
        assert_eq!(read, lines().count(), "each line has seven cells and a known change");
        for (reason, patches) in PATCHES.iter() {
            let known = rules::messages::message(reason, &BTreeMap::new(), Language::French);
            assert!(known.is_some(), "{reason} is no reason");
            let chosen = patches.iter().all(|patch| !patch.when[0].is_empty());
            assert!(patches.len() == 1 || chosen, "{reason}: each of several choices says when it holds");
        }
    }

    #[test]
    fn every_french_cell_has_its_english_one() {
        for patch in PATCHES.values().flatten() {
            for [french, english] in [patch.when, patch.value] {
                assert_eq!(french.is_empty(), english.is_empty(), "{french} – {english}");
            }
        }
    }
}
