//! Each kind of page as readers get it; foreign text appears as text only.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use common::Memory;
use report_site::{Publication, publish};
use rules::audit::Audit;
use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

fn published(source: &Memory) -> BTreeMap<String, String> {
    let out = folder::folder();
    let settings = report_site::Settings {
        languages: vec![report_site::Language::French, report_site::Language::English],
        ..common::settings()
    };
    let publication = Publication::read(settings, common::now(), source).unwrap();
    publish(out.path(), &publication, source).unwrap();
    let mut pages = BTreeMap::new();
    collect(out.path(), out.path(), &mut pages);
    pages
}

fn collect(root: &Path, folder: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, pages);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            pages.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Every page of the made-up observatory, by path.
static ALL: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| published(&common::observatory()));

#[test]
fn every_kind_of_page() {
    let source = common::observatory();
    let pages = &*ALL;
    let audit = |host: &str| {
        source.audits.iter().rev().find(|audit| audit.site.host == host).map(Audit::path).unwrap()
    };
    for (kind, path) in [
        ("home", "index.html".to_owned()),
        ("directory", "annuaire/index.html".into()),
        ("letter", "annuaire/e/index.html".into()),
        ("member", "membres/20000000100015/index.html".into()),
        ("body", "organismes/syndicat/index.html".into()),
        ("body_indirect", "organismes/federation/index.html".into()),
        ("registry_defects", "defauts-annuaire/index.html".into()),
        ("site", "sites/ville.example/index.html".into()),
        ("site_not_evaluated", "sites/www.evry.example/index.html".into()),
        ("audit", audit("ville.example") + "index.html"),
        ("audit_not_evaluated", audit("etampes.example") + "index.html"),
        ("audit_hostile", audit("hostile.example") + "index.html"),
        ("finding", audit("ville.example") + "constats/fedcba9876543210/index.html"),
        ("document_defect", audit("ville.example") + "constats/document-tagged/index.html"),
        ("department", "departements/29/index.html".into()),
        ("departments", "departements/index.html".into()),
        ("kind", "annuaire/nature/commune/index.html".into()),
        ("criterion", "criteres/1.1/index.html".into()),
        ("rule", "regles/link-has-name/index.html".into()),
        ("data", "donnees/index.html".into()),
        ("english_audit", "en/".to_owned() + &audit("ville.example") + "index.html"),
        ("english_statement", "en/accessibilite/index.html".into()),
        ("not_evaluated", "non-evalues/index.html".into()),
        ("method", "methode/index.html".into()),
        ("statement", "accessibilite/index.html".into()),
        ("legal", "mentions-legales/index.html".into()),
        ("not_found", "404.html".into()),
        ("site_map", "plan/index.html".into()),
    ] {
        // This digest changes with the code that the rule depends on.
        let digest = &rules::catalogue::digests()["link-has-name"];
        insta::assert_snapshot!(kind, pages[&path].replace(digest, "[digest]"));
    }
}

/// Start tags, with their attributes; a `<` that is text is written `&lt;` or `&#60;`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| !tag.starts_with(['/', '!']))
}

/// Addresses of links and style sheets.
fn addresses(html: &str) -> impl Iterator<Item = &str> {
    tags(html).filter_map(|tag| tag.split(" href=\"").nth(1)?.split('"').next())
}

/// `script src="../search.js" defer`
fn is_script_of_ours(tag: &str, file: &str) -> bool {
    let way = tag.strip_prefix("script src=\"").and_then(|tag| tag.strip_suffix("\" defer"));
    let way = way.and_then(|way| way.strip_suffix(file));
    way.is_some_and(|way| way == "./" || way.starts_with('/') || way.replace("../", "").is_empty())
}

#[test]
fn what_strangers_wrote_is_only_text() {
    const OURS: &[&str] = &[
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "p",
        "a",
        "header",
        "div",
        "nav",
        "ul",
        "ol",
        "li",
        "main",
        "h1",
        "h2",
        "h3",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "em",
        "span",
        "bdi",
        "br",
        "time",
        "dl",
        "dt",
        "dd",
        "section",
        "details",
        "summary",
        "code",
        "pre",
        "abbr",
        "footer",
        "svg",
        "g",
        "rect",
        "image",
        "text",
        "figure",
        "figcaption",
        "blockquote",
        "label",
        "input",
        "form",
        "button",
        "kbd",
        "address",
        "polyline",
        "circle",
        "script",
    ];
    for (path, html) in ALL.iter() {
        for tag in tags(html) {
            let name = tag.split_whitespace().next().unwrap_or_default();
            assert!(OURS.contains(&name), "{path}: <{tag}>");
            let outside_quotes: String = tag.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains(" on"), "{path}: <{tag}>");
            let ours = name != "script"
                || tag == "script type=\"application/ld+json\""
                || ["filter.js", "search.js"].iter().any(|ours| is_script_of_ours(tag, ours));
            assert!(ours, "{path}: <{tag}>");
        }
        for address in addresses(html) {
            let scheme = address.split_once(':').map(|(scheme, _)| scheme);
            let ours = matches!(scheme, None | Some("https" | "http"))
                || address == "mailto:contact@observatoire.example";
            assert!(ours, "{path}: {address}");
        }
        let turning =
            |letter: char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\0');
        assert!(!html.contains(turning), "{path} holds a character that turns the text around");
    }
}

#[test]
fn every_link_of_ours_leads_to_a_page() {
    let pages = &*ALL;
    for (path, html) in pages.iter().filter(|(path, _)| !path.ends_with("404.html")) {
        let base = url::Url::parse("https://site.example/").unwrap().join(path).unwrap();
        for address in addresses(html) {
            let target = base.join(address).unwrap();
            if target.host_str() != Some("site.example") || target.scheme() != "https" {
                continue;
            }
            let file = target.path().trim_start_matches('/');
            let file = if file.is_empty() || file.ends_with('/') {
                format!("{file}index.html")
            } else {
                file.to_owned()
            };
            if file.ends_with(".html") {
                let found =
                    pages.get(&file).unwrap_or_else(|| panic!("{path} links to {address}: no such page"));
                let part = target.fragment().map(|fragment| format!("id=\"{fragment}\""));
                assert!(
                    part.is_none_or(|part| found.contains(&part)),
                    "{path} links to {address}: no such part"
                );
            } else {
                let name = file.rsplit('/').next().unwrap_or_default();
                let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
                let given_away = report_site::listed().iter().any(|known| known.path.ends_with(name))
                    || (name == "page-1.webp" && folder.ends_with("/constats"));
                assert!(
                    name == "style.css" || name == "favicon.svg" || name == "defauts.csv" || given_away,
                    "{path}: {address}"
                );
            }
        }
    }
}

#[test]
fn every_page_is_shaped_as_the_rgaa_asks() {
    for (path, html) in ALL.iter() {
        let count = |part: &str| html.matches(part).count();
        let language = if path.starts_with("en/") { "en" } else { "fr" };
        assert!(html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{path}");
        assert_eq!(
            (count("<h1"), count("<main"), count("<header"), count("<footer")),
            (1, 1, 1, 1),
            "{path}"
        );
        assert_eq!(count("<table"), count("<caption"), "{path}: a table without caption");
        assert!(!html.contains("<th>") && tags(html).all(|tag| !tag.contains(" style=\"")), "{path}");
        assert!(html.contains("Content-Security-Policy"), "{path}");
        assert!(html.contains("href=\"#contenu\"") && html.contains("id=\"contenu\""), "{path}");
        let mut ids: Vec<_> =
            tags(html).filter_map(|tag| tag.split(" id=\"").nth(1)?.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: an id stands twice");
    }
}

#[test]
fn each_language_has_every_page() {
    let (english, french): (Vec<_>, Vec<_>) = ALL.keys().partition(|path| path.starts_with("en/"));
    let within: Vec<_> = english.iter().map(|path| path.trim_start_matches("en/")).collect();
    assert_eq!(within, french);
    for path in english.iter().filter(|path| !path.contains("/regles/") && !path.contains("hostile")) {
        let main = ALL[*path].split("<main").nth(1).unwrap();
        let ours: String = main.split("<bdi>").map(|part| part.rsplit("</bdi>").next().unwrap()).collect();
        for french in ["Accueil", "Défauts", "prouvé", "Résultat", " le ", "évalué"] {
            assert!(!ours.contains(french), "{path} says «{french}»");
        }
    }
}

#[test]
fn french_punctuation_stays_with_its_word() {
    for (path, html) in ALL.iter().filter(|(path, _)| !path.starts_with("en/") && !path.contains("regles/")) {
        // Texts of others are shown as they were written.
        let ours: String = html.split("<bdi>").map(|part| part.rsplit("</bdi>").next().unwrap()).collect();
        for torn in ["« ", " »", "\u{e9} :"] {
            assert!(!ours.contains(torn), "{path}: «{torn}» may break over two lines");
        }
    }
}

#[test]
fn no_page_speaks_of_a_rate_but_to_say_there_is_none() {
    for (path, html) in ALL.iter() {
        for sentence in html.split(['.', '\n']).filter(|sentence| sentence.contains("taux de conformité")) {
            let denies = ["aucun taux", "pas un taux", "ne peut pas dépasser", "pas de taux", "suppose que"];
            assert!(denies.iter().any(|denial| sentence.contains(denial)), "{path}: {sentence}");
        }
    }
}

/// A server that adds a stricter policy than the pages have would stop the search.
#[test]
fn servers_of_the_examples_allow_what_the_pages_do() {
    let page = include_str!("../templates/base.html");
    let policy =
        page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    for server in
        [include_str!("../../config/nginx-site.conf"), include_str!("../../config/apache-site.conf")]
    {
        assert!(server.contains(&format!("\"{policy}; frame-ancestors 'none'\"")), "{policy}: {server}");
    }
}
