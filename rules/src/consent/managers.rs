//! The table of consent managers.

use super::selector::List;
use std::sync::LazyLock;

/// A consent manager: one line of the table.
pub struct Manager {
    pub code: &'static str,
    name: &'static str,
    pub banner: List,
    pub refuse: List,
    pub accept: List,
    pub settings: List,
}

const TABLE: &str = include_str!("../../data/consent/managers.tsv");

pub static ALL: LazyLock<Vec<Manager>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(read).collect());

/// The name of the manager with this code, as people read it.
pub fn name(code: &str) -> Option<&'static str> {
    ALL.iter().find(|manager| manager.code == code).map(|manager| manager.name)
}

fn read(line: &'static str) -> Option<Manager> {
    let mut cells = line.split('\t');
    let (code, name) = (cells.next()?, cells.next()?);
    let mut list = || List::read(cells.next()?);
    Some(Manager { code, name, banner: list()?, refuse: list()?, accept: list()?, settings: list()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_read_names_one_manager_and_says_how_it_is_recognised() {
        assert_eq!(ALL.len(), TABLE.lines().skip(1).count());
        let codes: BTreeSet<&str> = ALL.iter().map(|manager| manager.code).collect();
        assert_eq!(codes.len(), ALL.len());
        assert!(ALL.len() >= 30);
        assert!(ALL.iter().all(|manager| !manager.banner.is_empty() && !manager.name.is_empty()));
    }
}
