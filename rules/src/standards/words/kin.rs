//! Groups of similar things, such as fruits. A text about pears does not fit the title «Apples».

use std::{collections::HashSet, sync::LazyLock};

use super::fold::normalise;
use crate::standards::table::Table;

struct Thing {
    kind: &'static str,
    names: Vec<&'static str>,
}

static THINGS: LazyLock<Vec<Thing>> = LazyLock::new(|| {
    let text = include_str!("../../../data/words/kin.tsv");
    let table = Table::parse("words/kin.tsv", text, &["kind", "one"])
        .expect("built in, and read by this module's tests");
    table.rows().map(|row| Thing { kind: row.get(0), names: row.get(1).split('|').collect() }).collect()
});

/// Whether the title names exactly one thing of the table, and the text does not name it but names another thing of the
/// same kind.
pub fn speaks_of_its_kin(title: &str, text: &str) -> bool {
    let (title, text) = (normalise(title), normalise(text));
    let (title, text): (HashSet<&str>, HashSet<&str>) =
        (title.split(' ').collect(), text.split(' ').collect());
    let is_in = |thing: &&Thing, all: &HashSet<&str>| thing.names.iter().any(|name| all.contains(name));
    let named: Vec<&Thing> = THINGS.iter().filter(|thing| is_in(thing, &title)).collect();
    let [own] = named[..] else { return false };
    let mut kin = THINGS.iter().filter(|thing| thing.kind == own.kind && is_in(thing, &text));
    !is_in(&own, &text) && kin.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_folded_and_stands_once() {
        let mut seen = HashSet::new();
        for name in THINGS.iter().flat_map(|thing| &thing.names) {
            assert_eq!(normalise(name), **name);
            assert!(seen.insert(name), "{name}");
        }
    }

    #[test]
    fn only_another_thing_of_the_kind_is_told() {
        assert!(speaks_of_its_kin("La récolte des pommes", "Les poires seront mûres en août."));
        assert!(!speaks_of_its_kin(
            "La récolte des pommes",
            "Les pommes et les poires seront mûres en août."
        ));
        assert!(!speaks_of_its_kin("La récolte des pommes", "Les fruits seront mûrs en août."));
        assert!(!speaks_of_its_kin("Pommes et poires", "Les cerises seront mûres en juin."));
        assert!(!speaks_of_its_kin("Club de judo", "Les pommes seront mûres en août."));
    }
}
