//! Predicates about one page for tests that only the whole sample decides. The test does not apply if the predicate
//! holds on every page, which `judge` decides at the end.

use super::{Predicate, marks::holds_any, scan::Scan};
use crate::standards::word_list::{WordList, entries};
use crate::{Node, page::fold, parts::links, standards::words};
use std::collections::BTreeSet;
use url::Url;

pub static ALL: &[(&str, Predicate)] = &[
    ("page-set", leads_to_no_other_page),
    ("skip-link", |scan| leads_to_no_other_page(scan) && scan.links.is_empty() && !scan.has_tab_stop),
    ("repeated-navigation", |scan| scan.links.len() < 2),
    ("site-map", |scan| !is_site_map(scan) && all_announce_other(scan, &SITE_MAP)),
    ("search-engine", |scan| !may_search(scan) && all_announce_other(scan, &SEARCH)),
];

/// Keys of the predicates that hold on the page.
pub fn facts(scan: &Scan<'_>) -> BTreeSet<&'static str> {
    ALL.iter().filter(|(_, holds)| holds(scan)).map(|(key, _)| *key).collect()
}

fn leads_to_no_other_page(scan: &Scan<'_>) -> bool {
    let Ok(here) = Url::parse(scan.page.url()) else { return false };
    let names_no_other_page = |node: Node<'_>| {
        let there = links::address(node).and_then(|address| here.join(address.trim()).ok());
        there.is_some_and(|there| is_elsewhere(&here, &there) || is_same_page(&here, &there))
    };
    let by_script =
        |node: Node<'_>| node.is_clickable() && !node.is_one_of(&["a", "area", "label", "summary"]);
    scan.links.iter().all(|link| names_no_other_page(link.node))
        && !scan.has(&["form", "iframe", "frame", "object", "embed", "button"])
        && !scan.page.all(&["base", "link"]).into_iter().any(|node| node.is("base") || names_other_page(node))
        && !scan.page.elements().any(by_script)
}

/// Whether the address leads to another site, or to no page at all. A host whose name is the end of the other's name
/// counts as the same site.
fn is_elsewhere(here: &Url, there: &Url) -> bool {
    let name = |url: &Url| url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let (here, other) = (name(here), name(there));
    let is_below =
        |below: &str, above: &str| below.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'));
    match there.scheme() {
        "http" | "https" => here != other && !is_below(&here, &other) && !is_below(&other, &here),
        scheme => matches!(scheme, "mailto" | "tel" | "sms"),
    }
}

fn is_same_page(here: &Url, there: &Url) -> bool {
    let whole = |url: &Url| url.as_str().split('#').next().unwrap_or_default().to_owned();
    whole(here) == whole(there)
}

/// Whether the `link` element names another page, such as the next one, or one in another language.
fn names_other_page(link: Node<'_>) -> bool {
    const RELATED: &[&str] = &["next", "prev", "alternate", "search", "contents", "start", "up", "help"];
    link.tokens("rel").any(|word| RELATED.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Parts of words that may announce a site map. They match more than needed on purpose: «plan» may be a town map.
static SITE_MAP: WordList = WordList::new(|| entries(include_str!("../../data/words/site-map-signs.txt")));
/// Parts of words that may announce a search.
static SEARCH: WordList = WordList::new(|| entries(include_str!("../../data/words/search-signs.txt")));

/// Whether every link and control has a text, and no text, address or mark contains one of these parts of words.
fn all_announce_other(scan: &Scan<'_>, parts: &[&str]) -> bool {
    let clickable =
        scan.page.elements().filter(|node| node.is_clickable() && !node.is_one_of(&["label", "body"]));
    let controls =
        scan.named(&["button", "summary", "option"]).chain(scan.with_role(&["button", "menuitem", "tab"]));
    let inputs = scan.inputs(&["submit", "button", "image", "reset"]);
    let all = scan.links.iter().map(|link| link.node).chain(controls).chain(inputs).chain(clickable);
    let mut named = all.map(announced);
    !scan.marks.iter().any(|mark| holds_any(mark, parts))
        && named
            .all(|(text, address)| !text.is_empty() && !speaks_of(&text, parts) && !holds_any(address, parts))
}

fn speaks_of(text: &str, parts: &[&str]) -> bool {
    let folded = words::normalise(text);
    parts.iter().any(|part| folded.contains(part))
}

/// All texts of the node, visible or not, and its address.
fn announced(node: Node<'_>) -> (String, &str) {
    let mut text = node.text_content();
    for said in std::iter::once(node).chain(node.descendants()) {
        let names = ["alt", "title", "aria-label", "value"].into_iter();
        for value in names.filter_map(|name| said.attribute(name)).chain([said.accessible_name()]) {
            text.push(' ');
            text.push_str(value);
        }
    }
    (fold(&text), node.attribute("href").unwrap_or_default())
}

fn is_site_map(scan: &Scan<'_>) -> bool {
    let headings = scan.named(&["h1", "h2"]).map(|heading| heading.text_content());
    scan.page.title().into_iter().chain(headings).any(|text| speaks_of(&text, &SITE_MAP))
        || holds_any(scan.page.url(), &SITE_MAP)
}

/// Whether there is a field that takes any words, or an element for a search.
fn may_search(scan: &Scan<'_>) -> bool {
    const TYPES: &[&str] = &[
        "checkbox", "radio", "email", "tel", "password", "date", "time", "number", "file", "range", "color",
    ];
    let takes_words = |field: &Node<'_>| {
        let typed = field.is("input") && TYPES.contains(&super::field::input_type(*field).as_str());
        !typed && !field.is_one_of(&["textarea", "progress", "meter", "output"])
    };
    scan.has(&["search"]) || scan.has_role(&["search", "searchbox"]) || scan.fields.iter().any(takes_words)
}

#[cfg(test)]
mod tests {
    use super::{SEARCH, SITE_MAP, is_elsewhere, speaks_of};

    #[test]
    fn neighbours_of_a_host_are_the_same_site() {
        let elsewhere = |there: &str| {
            is_elsewhere(&"https://www.ville.example/".parse().unwrap(), &there.parse().unwrap())
        };
        assert!(elsewhere("https://autre.example/"));
        assert!(elsewhere("mailto:mairie@ville.example"));
        assert!(!elsewhere("https://agenda.ville.example/"));
        assert!(!elsewhere("http://ville.example/suite"));
        assert!(!elsewhere("javascript:suite()"));
    }

    #[test]
    fn what_may_announce_is_found_inside_words() {
        assert!(speaks_of("Plan de la ville", &SITE_MAP) && !speaks_of("Agenda", &SITE_MAP));
        assert!(speaks_of("Recherchez", &SEARCH) && !speaks_of("Agenda", &SEARCH));
    }
}
