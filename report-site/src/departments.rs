//! The départements: their codes, names and positions on the tile map.

use crate::slug::fold;
use std::{collections::HashMap, sync::LazyLock};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Code, such as `29` or `2A`.
    pub code: &'static str,
    pub name: &'static str,
    /// Column of its tile on the map, counted from 0. Neighbouring départements have tiles near each other.
    pub column: u16,
    pub row: u16,
}

pub static ALL: LazyLock<Vec<Department>> = LazyLock::new(|| {
    let lines = include_str!("../data/departements.tsv").lines().skip(1);
    lines.map(|line| department(line).expect("a test reads every line of the table")).collect()
});

fn department(line: &'static str) -> Option<Department> {
    let mut cells = line.split('\t');
    let (code, name) = (cells.next()?, cells.next()?);
    Some(Department { code, name, column: cells.next()?.parse().ok()?, row: cells.next()?.parse().ok()? })
}

/// Départements by each way to write them, folded. It is a map, because a large registry needs several hundred thousand
/// look-ups.
static BY_WORDS: LazyLock<HashMap<String, &'static Department>> = LazyLock::new(|| {
    let words = |known: &'static Department| {
        let code = known.code.to_lowercase();
        let short = code.trim_start_matches('0').to_owned();
        [code, short, fold(known.name)].map(|words| (words, known))
    };
    ALL.iter().flat_map(words).collect()
});

/// Key of a département: its code, or the registry's own text for an unknown one.
pub fn department_key(text: &str) -> &str {
    find(text).map_or(text.trim(), |known| known.code)
}

/// Finds a département as registries write it: by code, with or without leading zero, or by name.
pub fn find(text: &str) -> Option<&'static Department> {
    BY_WORDS.get(&fold(text.trim()).replace('\'', "’")).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_101_stand_once_each_on_a_tile_of_its_own() {
        let codes: BTreeSet<_> = ALL.iter().map(|known| known.code).collect();
        let tiles: BTreeSet<_> = ALL.iter().map(|known| (known.column, known.row)).collect();
        assert_eq!((ALL.len(), codes.len(), tiles.len()), (101, 101, 101));
    }

    #[test]
    fn registries_write_them_in_several_ways() {
        for (text, code) in
            [("29", "29"), ("1", "01"), ("2a", "2A"), (" FINISTERE ", "29"), ("Val-d'Oise", "95")]
        {
            assert_eq!(find(text).map(|found| found.code), Some(code), "{text}");
        }
        assert_eq!(find("Atlantide"), None);
    }
}
