//! The signs of `data/applicability/signs.tsv`: texts that show that content may come later.

use crate::standards::table::Table;
use std::{collections::HashMap, sync::LazyLock};

/// Kinds of signs. `data/applicability/README.md` says with which texts each kind is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Mark,
    Player,
    Map,
    ShowsOne,
    Part,
    Shape,
    PutsIn,
    Agrees,
    HeldBack,
    Box,
    Icon,
    Makes,
    Waits,
}

const KINDS: [(&str, Sign); 13] = [
    ("mark", Sign::Mark),
    ("player", Sign::Player),
    ("map", Sign::Map),
    ("shows-one", Sign::ShowsOne),
    ("part", Sign::Part),
    ("shape", Sign::Shape),
    ("puts-in", Sign::PutsIn),
    ("agrees", Sign::Agrees),
    ("held-back", Sign::HeldBack),
    ("box", Sign::Box),
    ("icon", Sign::Icon),
    ("makes", Sign::Makes),
    ("waits", Sign::Waits),
];

static SIGNS: LazyLock<HashMap<Sign, Vec<&'static str>>> = LazyLock::new(|| {
    let text = include_str!("../../data/applicability/signs.tsv");
    let table = Table::parse("applicability/signs.tsv", text, &["kind", "sign"])
        .expect("built in, and read by this module's tests");
    let mut signs: HashMap<Sign, Vec<&str>> = HashMap::new();
    for row in table.rows() {
        let known = KINDS.iter().find(|(kind, _)| *kind == row.get(0));
        let (_, kind) = known.expect("its kind is known: this module's tests read it");
        signs.entry(*kind).or_default().push(row.get(1));
    }
    signs
});

impl Sign {
    pub fn all(self) -> &'static [&'static str] {
        SIGNS.get(&self).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the text contains one of the signs, in the same letter case.
    pub fn is_in(self, text: &str) -> bool {
        self.all().iter().any(|sign| text.contains(sign))
    }

    /// Whether the text contains one of the signs, in any letter case.
    pub fn is_in_any_case(self, text: &str) -> bool {
        super::marks::holds_any(text, self.all())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_kind_has_signs_and_none_twice() {
        for (kind, sign) in KINDS {
            let all: HashSet<_> = sign.all().iter().collect();
            assert!(!all.is_empty(), "{kind}");
            assert_eq!(all.len(), sign.all().len(), "{kind}");
            assert!(all.iter().all(|sign| !sign.trim_ascii().is_empty()), "{kind}");
        }
    }
}
