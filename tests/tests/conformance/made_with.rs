//! Pages as content management systems and agencies generate them. `made-with/expected.tsv` has the values that must be
//! read from each page; for an empty cell no value may be read.

use rules::made_with::MadeWith;
use std::{collections::BTreeMap, fs, path::Path};

#[tokio::test]
async fn what_a_site_was_made_with_is_read_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("made-with");
    let expected = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let expected: BTreeMap<&str, Vec<&str>> = expected
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap())
        .map(|(page, rest)| (page, rest.split('\t').collect()))
        .collect();
    let pages = tests::statements::pages(&folder).await.unwrap();
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, expected.keys().copied().collect::<Vec<_>>(), "each page has its line");
    for (name, page) in &pages {
        let found = MadeWith::from_page(page);
        let read = [found.system.unwrap_or_default(), found.themes.join(" "), found.agencies.join(" ")];
        assert_eq!(read.each_ref().map(String::as_str).as_slice(), expected[name.as_str()], "{name}");
    }
}
