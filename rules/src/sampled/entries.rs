//! Entries to the search engine, the site map and help.

use super::{Position, addresses::Addresses};
use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page,
    page::Spot,
    parts::fields,
    standards::words::{self, normalise},
};

/// The kind of element that is the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    Field,
    Link,
    Button,
}

impl Means {
    /// Name of the element for messages, the same in both languages.
    pub fn element(self) -> &'static str {
        match self {
            Self::Field => "input",
            Self::Link => "a",
            Self::Button => "button",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub means: Means,
    /// Address of the target, without query; empty if only a script knows it.
    pub target: String,
    pub standing: Position,
    pub spot: Spot,
}

/// All entries of a page outside its main content.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    pub search: Vec<Entry>,
    pub site_map: Vec<Entry>,
    pub help: Vec<Entry>,
}

/// Complete names of links and buttons that lead to a search.
static SEARCH: WordList = WordList::new(|| entries(include_str!("../../data/words/search-links.txt")));
/// Complete names of links to help, or to a person who gives it.
static HELP: WordList = WordList::new(|| entries(include_str!("../../data/words/help-links.txt")));

impl Entries {
    pub(super) fn from_page(page: &Page, addresses: &Addresses, main: Option<Node<'_>>) -> Self {
        let mut entries = Self::default();
        let is_outside = |node: &Node<'_>| main.is_none_or(|main| !node.is_inside(main));
        let own = page.all(&["a", "button", "input"]).into_iter();
        let seen = own.filter(|node| node.document() == 0 && is_outside(node));
        for node in seen {
            let list = match kind(node) {
                Some(EntryKind::Search) => &mut entries.search,
                Some(EntryKind::SiteMap) => &mut entries.site_map,
                Some(EntryKind::Help) => &mut entries.help,
                None => continue,
            };
            if !(node.is_exposed() && node.is_visible()) {
                continue;
            }
            list.push(Entry {
                means: means(node),
                target: target(node, addresses),
                standing: Position::from_node(node, main),
                spot: Spot::from_node(node),
            });
        }
        entries
    }
}

enum EntryKind {
    Search,
    SiteMap,
    Help,
}

fn kind(node: Node<'_>) -> Option<EntryKind> {
    if node.is("input") {
        return is_search_field(node).then_some(EntryKind::Search);
    }
    let name = normalise(node.accessible_name());
    match name.as_str() {
        "" => None,
        name if SEARCH.contains(&name) && !belongs_to_field(node) => Some(EntryKind::Search),
        name if node.is("a") && words::announces_site_map(name) => Some(EntryKind::SiteMap),
        name if node.is("a") && HELP.contains(&name) => Some(EntryKind::Help),
        _ => None,
    }
}

/// Whether the node is in a form with a search field, so that it is part of that entry and no other entry.
fn belongs_to_field(node: Node<'_>) -> bool {
    fields::form_of(node).is_some_and(|form| form.descendants().any(is_search_field))
}

fn is_search_field(node: Node<'_>) -> bool {
    let kind = fields::input_type(node);
    let named = || {
        ["name", "id"].iter().any(|name| node.attribute(name).is_some_and(words::is_search_field_name))
            || words::announces_search(node.accessible_name())
            || node.ancestors().any(|above| above.attribute_is("role", "search") || above.is("search"))
    };
    node.is("input") && (kind == "search" || kind == "text" && named())
}

fn means(node: Node<'_>) -> Means {
    match node.name() {
        "a" => Means::Link,
        "input" => Means::Field,
        _ => Means::Button,
    }
}

fn target(node: Node<'_>, addresses: &Addresses) -> String {
    let address = match node.name() {
        "a" => node.attribute("href"),
        _ => fields::form_of(node).and_then(|form| form.attribute("action")),
    };
    let written = address.map(str::trim).filter(|address| !address.is_empty() && !address.starts_with('#'));
    written.and_then(|address| addresses.resolved(address)).unwrap_or_default()
}
