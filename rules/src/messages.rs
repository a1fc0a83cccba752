//! The messages of findings in French and English, by reason key. The code of rules contains no sentence: all of them
//! are in `data/messages`.

use crate::standards::languages;
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        /// Name and content of each file of messages. The columns are `reason`, then what, why and fix in French, then
        /// the same three in English.
        const TABLES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../data/messages/", $name)))),*];
    };
}

tables![
    "theme_01.tsv",
    "theme_02.tsv",
    "theme_03.tsv",
    "theme_04.tsv",
    "theme_05.tsv",
    "theme_06.tsv",
    "theme_07.tsv",
    "theme_08.tsv",
    "theme_09.tsv",
    "theme_10.tsv",
    "theme_11.tsv",
    "theme_12.tsv",
    "theme_13.tsv",
    "beyond.tsv",
    "standing.tsv"
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "en")]
    English,
}

/// The three parts of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The defect.
    pub what: String,
    /// Why it matters, and to whom.
    pub why: String,
    /// The remedy.
    pub fix: String,
}

static ROWS: LazyLock<HashMap<&'static str, [&'static str; 6]>> = LazyLock::new(|| {
    let lines = TABLES.iter().flat_map(|(_, table)| table.lines().skip(1)).filter(|line| !line.is_empty());
    lines.filter_map(row).collect()
});

fn row(line: &'static str) -> Option<(&'static str, [&'static str; 6])> {
    let mut cells = line.split('\t');
    let reason = cells.next()?;
    let texts: Vec<&str> = cells.collect();
    Some((reason, texts.try_into().ok()?))
}

/// The message of a reason, its `{parameters}` filled in; `None` for a reason this program does not know.
pub fn message(reason: &str, data: &BTreeMap<String, String>, language: Language) -> Option<Message> {
    let cells = ROWS.get(reason)?;
    let [what, why, fix] = match language {
        Language::French => [cells[0], cells[1], cells[2]],
        Language::English => [cells[3], cells[4], cells[5]],
    };
    let filled = |text| fill(text, data, language);
    Some(Message { what: filled(what), why: filled(why), fix: filled(fix) })
}

/// Digest of all messages.
pub fn digest() -> String {
    let tables: Vec<&str> = TABLES.iter().map(|(_, table)| *table).collect();
    crate::audit::hash_of(tables.concat().as_bytes())
}

/// Replaces `{name}` by the value with that name, and `{name:language}` by the name of the language with that code.
fn fill(text: &str, data: &BTreeMap<String, String>, language: Language) -> String {
    let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
    // Values are quoted from pages, so braces in them are no places to fill.
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let place =
            after.split_once('}').and_then(|(place, behind)| Some((value(place, data, language)?, behind)));
        match place {
            Some((value, behind)) => {
                filled += &value;
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// The value for a place such as `ratio`, or `code:language` for the name of the language with that code.
fn value<'a>(place: &str, data: &'a BTreeMap<String, String>, language: Language) -> Option<Cow<'a, str>> {
    match place.strip_suffix(":language") {
        Some(name) => data.get(name).map(|code| name_of_language(code, language).into()),
        None => data.get(place).map(|value| figure(value, language)),
    }
}

/// The value, with a decimal point in English if it is a decimal number. Findings use the French notation: `3,2`.
fn figure(value: &str, language: Language) -> Cow<'_, str> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match (language, value.split_once(',')) {
        (Language::English, Some((whole, decimals))) if is_number(whole) && is_number(decimals) => {
            format!("{whole}.{decimals}").into()
        }
        _ => value.into(),
    }
}

fn name_of_language(code: &str, language: Language) -> String {
    match (languages::names(code), language) {
        (Some(names), Language::French) => names.french.to_owned(),
        (Some(names), Language::English) => names.english.to_owned(),
        (None, Language::French) => format!("« {code} »"),
        (None, Language::English) => format!("“{code}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue, examples};
    use std::collections::BTreeSet;

    #[test]
    fn braces_that_a_page_wrote_are_no_places_to_fill() {
        let data = [("seen", "{said} et {"), ("said", "{seen}"), ("code", "en")];
        let data = data.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let told = fill("{seen}, {said}, {code:language}, {other}", &data, Language::French);
        assert_eq!(told, "{said} et {, {seen}, anglais, {other}");
    }

    #[test]
    fn every_row_is_whole_and_stands_once() {
        let mut seen = BTreeSet::new();
        for (file, table) in TABLES {
            for line in table.lines().filter(|line| !line.is_empty()) {
                let cells: Vec<&str> = line.split('\t').collect();
                assert_eq!(cells.len(), 7, "{file}: {line}");
                assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{file}: an empty cell in {line}");
                assert!(cells[0] == "reason" || seen.insert(cells[0]), "{file}: {} stands twice", cells[0]);
            }
        }
    }

    #[test]
    fn every_reason_of_an_example_has_a_message() {
        for rule in catalogue::ALL.iter() {
            for reason in examples::read_all(rule).unwrap().iter().flat_map(|example| &example.reasons) {
                assert!(ROWS.contains_key(reason.as_str()), "{}: `{reason}` has no message", rule.id);
            }
        }
    }

    #[test]
    fn every_reason_in_a_rule_has_a_message_and_an_example() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
        for rule in catalogue::ALL.iter() {
            let file = format!("{}.rs", rule.id.replace('-', "_"));
            let themes = root.read_dir().unwrap().flatten().map(|entry| entry.path().join(&file));
            let source =
                std::fs::read_to_string(themes.into_iter().find(|path| path.exists()).unwrap()).unwrap();
            let shown: BTreeSet<String> =
                examples::read_all(rule).unwrap().into_iter().flat_map(|example| example.reasons).collect();
            for call in ["Verdict::fail(\"", "Verdict::cant_tell(\""] {
                for reason in source.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(ROWS.contains_key(reason), "{}: `{reason}` has no message", rule.id);
                    assert!(shown.contains(reason), "{}: `{reason}` has no example", rule.id);
                }
            }
        }
    }

    #[test]
    fn parameters_are_filled_in() {
        let data = BTreeMap::from([("ratio".to_owned(), "3,2".to_owned())]);
        assert_eq!(fill("Contraste de {ratio}:1", &data, Language::French), "Contraste de 3,2:1");
        assert_eq!(fill("Contrast of {ratio}:1", &data, Language::English), "Contrast of 3.2:1");
    }

    #[test]
    fn only_a_decimal_figure_is_written_otherwise_in_english() {
        assert_eq!(figure("4,50", Language::English), "4.50");
        for other in ["4,50 px", "1, 2", "1,2,3", ",5", "a,b", "320"] {
            assert_eq!(figure(other, Language::English), other);
        }
    }

    #[test]
    fn a_language_is_called_by_its_name() {
        let told = |code: &str, language| {
            let data = BTreeMap::from([("found".to_owned(), code.to_owned())]);
            fill("{found} : {found:language}", &data, language)
        };
        assert_eq!(told("en", Language::French), "en : anglais");
        assert_eq!(told("fr-FR", Language::English), "fr-FR : French");
        assert_eq!(told("qaa", Language::French), "qaa : « qaa »");
    }
}
