//! How much a search among 40,000 sites loads, and whether it finds them.

use super::{
    entries::Entry,
    parts::{self, Part, file_stem},
    words,
};
use crate::pages::at;
use std::collections::BTreeSet;

/// Most bytes that a search may load, with the list of the parts.
const MOST_LOADED: usize = 50_000;

/// Names as they are in France: one in ten begins with «Saint», and many differ only in their endings.
fn name(number: usize) -> String {
    const FIRST: [&str; 10] =
        ["Saint-", "Ville", "Mont", "Château", "Beau", "La Chapelle-", "Roche", "Fon", "Bois", "Ner"];
    const SECOND: [&str; 12] = [
        "Martin", "Jean", "Pierre", "aulne", "clair", "ès", "ac", "Germain", "Étienne", "Hilaire", "bourg",
        "val",
    ];
    const LAST: [&str; 7] =
        ["", "-sur-Loire", "-en-Plaine", "-lès-Bois", "-du-Mont", "-d’Aunis", "-sous-Roc"];
    let (first, rest) = (FIRST[number % 10], number / 10);
    let (second, rest) = (SECOND[rest % 12], rest / 12);
    format!("Commune de {first}{second}{}{}", ["", "o", "é", "in"][rest / 7 % 4], LAST[rest % 7])
}

fn entries(count: usize) -> Vec<Entry> {
    let entry = |number: usize| {
        let host = format!("www.mairie-{number}.example");
        let entry = Entry::new(at::site(&host), &name(number)).unwrap().by_name();
        let department = crate::departments::ALL[number % 101].name;
        entry.told("commune").told(department).by_code(&format!("{number:05}")).by_host(&host)
    };
    (0..count).map(entry).collect()
}

/// The parts that `search.js` loads: those that may hold words with this beginning, two at most.
fn asked<'p>(parts: &'p [Part], typed: &str) -> Vec<&'p Part> {
    let begin = words::in_text(typed).join(" ");
    let first = parts.iter().rposition(|part| part.begin <= begin).unwrap();
    let last = parts.iter().rposition(|part| part.begin <= format!("{begin}~")).unwrap();
    parts[first..=last.min(first + 1)].iter().collect()
}

/// Whether a line of the parts begins with what was typed.
fn finds(parts: &[Part], typed: &str, place: &str) -> bool {
    let begin = words::in_text(typed).join(" ");
    asked(parts, typed).iter().flat_map(|part| part.text.lines()).any(|line| {
        let fields: Vec<_> = line.split('\t').collect();
        let words: Vec<_> = [words::in_text(fields[2]), words::in_text(fields[3])].concat();
        words[fields[0].parse::<usize>().unwrap()..].join(" ").starts_with(&begin) && fields[1] == place
    })
}

#[test]
fn a_search_among_40_000_loads_little() {
    let parts = parts::split(&entries(40_000));
    let list = parts::list(&parts).len();
    for typed in
        ["s", "sai", "saint", "saint martin", "st-jean", "mairie", "00", "29019", "vil", "zz", "commune"]
    {
        let loaded: usize = asked(&parts, typed).iter().map(|part| part.text.len()).sum();
        let most = parts.iter().map(|part| part.text.len()).max().unwrap();
        // One more part is loaded if the words are typed in another order.
        assert!(list + loaded + most <= MOST_LOADED, "{typed}: {list} and {loaded} and {most}");
    }
}

#[test]
fn each_is_found_by_its_name_its_code_and_its_host() {
    let parts = parts::split(&entries(40_000));
    for number in [0, 7, 123, 4_567, 39_999] {
        let place = format!("swww.mairie-{number}.example");
        let whole = format!("{} commune", name(number).trim_start_matches("Commune de "));
        let department = crate::departments::ALL[number % 101].name;
        assert!(finds(&parts, &format!("{whole} {department} {number:05}"), &place), "{whole}");
        assert!(finds(&parts, &format!("{number:05}"), &place), "{number}");
        assert!(finds(&parts, &format!("mairie-{number}.ex"), &place), "{number}");
    }
}

#[test]
fn what_comes_changes_few_parts() {
    let texts = |entries: &[Entry]| -> BTreeSet<(String, String)> {
        parts::split(entries).into_iter().map(|part| (part.begin, part.text)).collect()
    };
    let mut all = entries(20_000);
    let before = texts(&all);
    all.push(
        Entry::new(at::site("neuf.example"), "Commune de Saint-Neuf")
            .unwrap()
            .by_name()
            .by_host("neuf.example"),
    );
    let after = texts(&all);
    assert!(after.difference(&before).count() <= 8, "{}", after.difference(&before).count());
}

#[test]
fn files_have_names_of_their_own_and_thousands_of_one_name_fit() {
    let same = |number: usize| {
        let entry = Entry::new(at::site(&format!("s{number}.example")), "Saint-Même").unwrap();
        entry.by_name().by_host(&format!("s{number}.example"))
    };
    let hostile = Entry::new(at::site("h.example"), "a\tb\nc ⟨ <script> \u{202E}").unwrap().by_name();
    let all: Vec<_> = (0..5_000).map(same).chain([hostile]).collect();
    let parts = parts::split(&all);
    let names: BTreeSet<_> = parts.iter().map(|part| file_stem(&part.begin)).collect();
    assert_eq!(names.len(), parts.len());
    assert!(
        names
            .iter()
            .all(|name| name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')))
    );
    assert!(parts.iter().all(|part| part.text.len() < 10_000), "no part grows without an end");
    assert!(parts.iter().flat_map(|part| part.text.lines()).all(|line| line.split('\t').count() == 4));
    let mut begin = String::new();
    for (line, part) in parts::list(&parts).lines().zip(&parts) {
        let shared = line.chars().next().unwrap().to_digit(36).unwrap() as usize;
        begin = [&begin[..shared], &line[1..]].concat();
        assert_eq!(begin, part.begin, "the list is read as the script reads it");
    }
    for number in [0, 2_500, 4_999] {
        let place = format!("ss{number}.example");
        assert!(finds(&parts, &format!("s{number}.example"), &place), "by its host: {number}");
    }
}
