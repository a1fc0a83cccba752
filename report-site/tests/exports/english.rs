//! Both editions side by side: files with sentences exist in each, in its language; files with codes and figures exist
//! once.

use crate::{
    common,
    published::{Files, is_of_the_pages, published, source},
};
use report_site::{Holds, Language, Settings};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    sync::LazyLock,
};

static BOTH: LazyLock<Files> = LazyLock::new(|| {
    let settings = Settings { languages: vec![Language::French, Language::English], ..common::settings() };
    published(settings, &source())
});

/// Files of the English edition, by path from its root.
fn english() -> BTreeMap<&'static str, &'static [u8]> {
    BOTH.iter()
        .filter_map(|(path, content)| Some((path.strip_prefix("en/")?, content.as_slice())))
        .filter(|(path, _)| !path.ends_with(".html"))
        .collect()
}

/// `<…>` of a pattern stands for anything within a part of the path.
fn is_of(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let same = |(expected, found): (&&str, &&str)| match expected.split_once('<') {
        None => expected == found,
        Some((begin, rest)) => {
            found.starts_with(begin) && found.ends_with(rest.rsplit_once('>').map_or("", |(_, end)| end))
        }
    };
    pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
}

#[test]
fn what_holds_sentences_stands_in_both_editions_and_nothing_else_does() {
    let given_away = report_site::listed();
    let holds = |path: &str| {
        let known = given_away.iter().find(|listed| is_of(&listed.path, path));
        known.unwrap_or_else(|| panic!("{path} is in no list")).holds
    };
    let french = BOTH.keys().filter(|path| !path.starts_with("en/") && !path.ends_with(".html"));
    let french: BTreeSet<&str> = french.map(String::as_str).filter(|path| !is_of_the_pages(path)).collect();
    let expected: BTreeSet<&str> =
        french.into_iter().filter(|path| holds(path) == Holds::Sentences).collect();
    assert_eq!(english().into_keys().collect::<BTreeSet<_>>(), expected);
    assert!(expected.len() > 60, "{} files", expected.len());
}

/// Everything that can be read as text, workbooks included.
fn texts(name: &str, content: &[u8]) -> Vec<String> {
    if !name.ends_with(".ods") && !name.ends_with(".xlsx") {
        return vec![String::from_utf8_lossy(content).into_owned()];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).unwrap();
    let parts = 0..archive.len();
    parts.map(|part| std::io::read_to_string(archive.by_index(part).unwrap()).unwrap()).collect()
}

#[test]
fn the_english_edition_speaks_no_french() {
    // Texts of others stay French: names, titles, excerpts, the reason of a withdrawal. These words are ours.
    let ours = [
        "Constat",
        "Critère",
        "Que faire",
        "prouvé",
        "à vérifier",
        "Lisez-moi",
        "Échantillon",
        "Raison",
        "Identifiant",
        "séparés",
        "Jour de",
        "Derniers",
        "examinée",
        "Aucun",
        "échéance",
        "audits d’accessibilité",
        "non évalué",
        "retiré le",
        "Sites suivis",
        "fr-FR",
        "\"fr\"",
    ];
    for (path, content) in english() {
        for text in texts(path, content) {
            for french in ours {
                assert!(!text.contains(french), "en/{path} says «{french}»:\n{}", excerpt(&text, french));
            }
        }
    }
}

fn excerpt(text: &str, part: &str) -> String {
    let at = text.find(part).unwrap_or_default();
    let begin = text[..at].char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    text[begin..].chars().take(200).collect()
}

#[test]
fn both_tables_of_findings_hold_the_same_findings() {
    let read = |path: String| {
        let mut reader = csv::Reader::from_reader(BOTH[&path].as_slice());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (names, lines)
    };
    let audit = source().audits.iter().rfind(|audit| audit.site.host == "ville.example").unwrap().path();
    for file in [format!("{audit}findings.csv"), "data/findings-0001.csv".into()] {
        let ((names, french), (english_names, english)) = (read(file.clone()), read(format!("en/{file}")));
        assert_eq!((names.clone(), french.len()), (english_names, english.len()), "{file}");
        let mut said = BTreeSet::new();
        for (one, other) in french.iter().zip(&english) {
            let cells = one.iter().zip(other).zip(&names).filter(|((one, other), _)| one != other);
            said.extend(cells.map(|(_, name)| name.as_str()));
            let evidence = other.iter().next_back().unwrap();
            assert!(evidence.starts_with("https://observatoire.example/a11y/en/audits/"), "{evidence}");
        }
        assert_eq!(said.into_iter().collect::<Vec<_>>(), ["evidence", "fix", "message"], "{file}");
    }
}

#[test]
fn one_entry_of_a_feed_is_another_in_the_other_language() {
    let read = |path: &str| feed_rs::parser::parse(BOTH[path].as_slice()).unwrap();
    let (french, english) = (read("feed.atom"), read("en/feed.atom"));
    assert_eq!(french.entries.len(), english.entries.len());
    let ids: BTreeSet<_> = french.entries.iter().chain(&english.entries).map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), 2 * french.entries.len());
    assert_eq!(english.language.as_deref(), Some("en"));
    for entry in &english.entries {
        assert!(entry.links[0].href.starts_with("https://observatoire.example/a11y/en/audits/"));
    }
}

#[test]
fn the_english_data_package_leads_to_its_tables() {
    let package: serde_json::Value = serde_json::from_slice(&BOTH["en/data/datapackage.json"]).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let file = match path.strip_prefix("https://observatoire.example/a11y/") {
            Some(at_the_root) => at_the_root.to_owned(),
            None => format!("en/data/{path}"),
        };
        assert!(BOTH.contains_key(&file), "{file}");
        let schema = format!("en/data/{}", resource["schema"].as_str().unwrap());
        let schema: serde_json::Value = serde_json::from_slice(&BOTH[&schema]).unwrap();
        let header = BOTH[&file].split(|byte| *byte == b'\n').next().unwrap();
        let names = schema["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap());
        assert_eq!(names.collect::<Vec<_>>().join(","), String::from_utf8_lossy(header), "{file}");
    }
}

#[test]
fn one_catalogue_says_its_titles_in_both() {
    let catalog: serde_json::Value = serde_json::from_slice(&BOTH["data/catalog.jsonld"]).unwrap();
    for set in catalog["dcat:dataset"].as_array().unwrap() {
        let languages: Vec<_> = set["dct:title"]
            .as_array()
            .unwrap()
            .iter()
            .map(|title| title["@language"].as_str().unwrap())
            .collect();
        assert_eq!(languages, ["fr", "en"]);
    }
}
