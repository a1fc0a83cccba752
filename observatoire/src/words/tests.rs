use super::*;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        match entry.path() {
            path if path.is_dir() => sources(&path, all),
            path if path.extension().is_some_and(|end| end == "rs") => all.push(path),
            _ => {}
        }
    }
}

fn source() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let others =
        all.into_iter().filter(|path| !path.ends_with("words.rs") && !path.ends_with("words/tests.rs"));
    others.map(|path| (path.clone(), fs::read_to_string(path).expect("a source"))).collect()
}

/// The names of the values in a text, which are written in braces.
fn names(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split(['}', ':']).next()).collect()
}

#[test]
fn every_text_stands_in_both_languages_with_the_same_values() {
    let lines = include_str!("../../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut keys = BTreeSet::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [key, english, french] = cells[..] else { panic!("three cells: {line}") };
        assert!(keys.insert(key), "{key} is in the table twice");
        assert!(!english.is_empty() && !french.is_empty(), "{key} has no twin");
        assert_eq!(names(english), names(french), "{key}");
    }
}

#[test]
fn every_text_that_is_asked_for_is_there_and_every_one_that_is_there_is_asked_for() {
    let mut asked = BTreeSet::new();
    for (path, text) in source() {
        for called in text.split("say!(").skip(1) {
            let key = called.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
            let key = key.unwrap_or_else(|| panic!("{}: say! without a key", path.display())).to_owned();
            assert!(TABLE.contains_key(key.as_str()), "{}: {key} has no text", path.display());
            asked.insert(key);
        }
    }
    let unused: Vec<_> = TABLE.keys().filter(|key| !asked.contains(**key)).collect();
    assert_eq!(unused, Vec::<&&str>::new());
}

/// Source files whose texts for people all come from the table, in both languages.
const TOLD_IN_BOTH: &[&str] = &[
    "commands/run.rs",
    "commands/daemon.rs",
    "commands/worker.rs",
    "commands/status.rs",
    "commands/doctor.rs",
    "commands/doctor/settings.rs",
    "commands/members/import.rs",
    "commands/members/told.rs",
    "commands/members/bodies.rs",
    "commands/prune.rs",
    "commands/explain.rs",
    "commands/letters.rs",
    "bodies.rs",
    "progress.rs",
    "progress/summary.rs",
    "status_text.rs",
    "work.rs",
];

#[test]
fn these_commands_say_nothing_that_is_not_of_the_table() {
    const BY_HAND: &[&str] =
        &["tell(\"", "tell(&format!(\"", "println!(\"", "bail!(\"", "Check::good(WHAT, \""];
    let sources = source();
    for name in TOLD_IN_BOTH {
        let found = sources.iter().find(|(path, _)| path.ends_with(name));
        let (_, text) = found.unwrap_or_else(|| panic!("{name} is no source"));
        let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
        let flat = flat.replace("bail!(\"{}\"", "");
        for words in BY_HAND {
            assert!(!flat.contains(words), "{name}: {words}");
        }
    }
}

#[test]
fn a_number_has_the_form_of_its_word() {
    let said = |language, count: u32| filled(language, "count:site|sites", &[("count", &count)]);
    assert_eq!([0, 1, 2].map(|count| said(Language::English, count)), ["sites", "site", "sites"]);
    assert_eq!([0, 1, 2].map(|count| said(Language::French, count)), ["site", "site", "sites"]);
}

#[test]
fn the_language_is_that_of_the_locale() {
    for french in ["fr", "fr_FR.UTF-8", "fr_CA", "FR_fr@euro", "fr.UTF-8"] {
        assert_eq!(Language::of_locale(french), Language::French, "{french}");
    }
    for other in ["", "C", "C.UTF-8", "en_US.UTF-8", "frr_DE", "fy_NL", "POSIX"] {
        assert_eq!(Language::of_locale(other), Language::English, "{other}");
    }
}

#[test]
fn a_value_that_looks_like_a_place_for_one_is_left_as_it_is() {
    let told = phrase_in(Language::English, "body-unknown", &[("asked", &"{known}"), ("known", &"a")]);
    assert!(told.contains("{known}") && told.contains('a'), "{told}");
}
