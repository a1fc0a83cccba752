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

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn source() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    sources(&root(), &mut all);
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

/// Commands whose texts exist in both languages.
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

/// Texts that are in the code and not in the table, each with its reason.
const ALLOWED: &[&str] = &[
    // Published with the audit, in French like the site.
    "Lors de cette campagne",
    // Cells of the registry keeper's table.
    " et {more} autres",
    // The answer to a program that asks for the metrics.
    "the database does not answer",
    // A shell command, the same in every language.
    "apt-get install",
    // The title of the site, which the operator changes.
    "Observatoire de l’accessibilité",
];

/// Files whose texts are not in the table: letters are only in French, and the help of options is only in English. The
/// reasons of registers are in English here, and in French in the library.
const LEFT_OUT: &[&str] = &["letters/", "cli/", "cli.rs", "audit_example.rs", "commands/members/reason.rs"];

/// Calls whose texts are for programmers, logs or the table itself.
const NOT_FOR_PEOPLE: &[&str] = &[
    "say!",
    "expect",
    "panic!",
    "unreachable!",
    "patiently!",
    "concat!",
    "info!",
    "warn!",
    "error!",
    "debug!",
    "#",
];

/// String literals of the code, tests left out, each with the names of the calls and macros around it.
fn quoted(code: &str) -> Vec<(Vec<String>, String)> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let (mut calls, mut found, mut word) = (Vec::new(), Vec::new(), String::new());
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '/' if signs.peek() == Some(&'/') => {
                signs.by_ref().take_while(|sign| *sign != '\n').for_each(drop)
            }
            '"' => {
                let mut text = String::new();
                while let Some(sign) = signs.next().filter(|sign| *sign != '"') {
                    let escaped = (sign == '\\').then(|| signs.next());
                    text.push(if escaped.is_some() { ' ' } else { sign });
                }
                found.push((calls.clone(), text));
            }
            // A character literal, or a lifetime.
            '\'' => {
                let ahead: Vec<char> = signs.clone().take(2).collect();
                match ahead[..] {
                    ['\\', _] => signs.by_ref().skip(1).take_while(|sign| *sign != '\'').for_each(drop),
                    [_, '\''] => signs.by_ref().take(2).for_each(drop),
                    _ => {}
                }
            }
            '(' | '[' | '{' => calls.push(std::mem::take(&mut word)),
            ')' | ']' | '}' => drop(calls.pop()),
            sign if sign.is_alphanumeric() || matches!(sign, '_' | '!' | '#') => word.push(sign),
            _ => word.clear(),
        }
    }
    found
}

/// Whether the text contains two successive words. Sentences do, keys do not.
fn is_prose(text: &str) -> bool {
    let is_word = |word: &str, least| {
        word.chars().count() >= least && word.chars().all(|sign| sign.is_lowercase() || sign == '’')
    };
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', ':', ';', '.'])).collect();
    words.array_windows().any(|[one, next]| is_word(one, 3) && is_word(next, 2))
}

#[test]
fn no_text_for_people_stands_outside_the_table() {
    let left_out = |path: &Path| {
        let path = path.strip_prefix(root()).expect("it was found there").to_string_lossy();
        LEFT_OUT.iter().any(|part| if part.ends_with('/') { path.starts_with(part) } else { path == *part })
    };
    let mut forgotten = Vec::new();
    for (path, code) in source().into_iter().filter(|(path, _)| !left_out(path)) {
        for (calls, text) in quoted(&code) {
            // The texts of `#[error]` are for people, other attributes are not.
            let of_error = calls.iter().any(|call| call == "error");
            let by_name = |call: &String| !of_error && NOT_FOR_PEOPLE.contains(&call.as_str());
            let is_allowed = ALLOWED.iter().any(|part| text.contains(part));
            if is_prose(&text) && !calls.iter().any(by_name) && !is_allowed {
                forgotten.push(format!("{}: {text}", path.display()));
            }
        }
    }
    assert_eq!(forgotten, Vec::<String>::new(), "put these into data/words.tsv, in both languages");
}

#[test]
fn a_forgotten_text_is_noticed() {
    let code = "fn a<'a>() { bail!(\"no member has\"); say!(\"x\", b = f(\"not this one\")); '\"'; } // \"nor this\"";
    let found = quoted(code);
    assert_eq!(
        found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
        ["no member has", "x", "not this one"]
    );
    assert_eq!(found[0].0.last().map(String::as_str), Some("bail!"));
    assert!(found[2].0.contains(&"say!".to_owned()));
    assert!(is_prose("{n} audits dropped; those stay") && is_prose("un audit refusé"));
    assert!(!is_prose("text/html; charset=utf-8") && !is_prose("[crawl] ports"));
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
