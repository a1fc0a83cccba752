//! A small digest of a page. It is kept in memory while the other pages are judged, so that they can be compared with
//! it.

use super::{
    Menu,
    addresses::{Addresses, without_fragment},
    entries::Entries,
    menus,
    standing::main_of,
};
use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page,
    documents::{self, DocumentLink},
    page::{Shadow, Spot},
    standards::words::normalise,
};
use std::collections::BTreeSet;

/// Largest number of links of a page that are compared.
const MOST_DESTINATIONS: usize = 3000;

/// A page of the same site that a page links to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Destination {
    /// Address without fragment.
    pub address: String,
    pub from_main: bool,
}

/// Signs, anywhere in the markup, visible or not, that the page may offer a search or a site map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    pub search: bool,
    pub site_map: bool,
    /// Whether there is a control or a frame whose function is not known.
    pub unknown: bool,
    pub script: bool,
}

#[derive(Debug, Clone, Default)]
pub struct PageDigest {
    /// Final address of the page, without fragment.
    pub address: String,
    /// Text of the `title` element, white space folded.
    pub title: String,
    /// The `title` element, or the root element if there is none.
    pub title_spot: Spot,
    /// Texts of the visible `h1` headings, normalised for comparing.
    pub headings: Vec<String>,
    /// Digest of the visible text in the main content, or in the `body` if there is not exactly one main content.
    pub text: String,
    pub destinations: BTreeSet<Destination>,
    pub menus: Vec<Menu>,
    pub entries: Entries,
    pub hints: Hints,
    /// Links that may lead to documents.
    pub documents: Vec<DocumentLink>,
    /// Addresses and texts of the links, kept only where there are documents.
    pub link_texts: Vec<(String, String)>,
}

impl PageDigest {
    pub fn from_page(page: &Page) -> Self {
        let Some(addresses) = Addresses::from_page(page) else { return Self::default() };
        let main = main_of(page);
        let documents = documents::on_page(page);
        let title = page.all(&["title"]).into_iter().find(|node| node.document() == 0 && node.is_html());
        let shown = main.or_else(|| page.body());
        let text = shown.map(|node| node.visible_text()).unwrap_or_default();
        Self {
            address: addresses.own(),
            title: crate::page::fold(&page.title().unwrap_or_default()),
            title_spot: title.or_else(|| page.root_element()).map(Spot::from_node).unwrap_or_default(),
            headings: headings(page),
            text: crate::hash::hash_of(text.as_bytes()),
            destinations: destinations(page, &addresses, main),
            menus: menus::all(page, &addresses, main),
            entries: Entries::from_page(page, &addresses, main),
            hints: Hints::from_page(page),
            link_texts: if documents.is_empty() { Vec::new() } else { link_texts(page, &addresses) },
            documents,
        }
    }

    /// Whether the page links to that address.
    pub fn leads_to(&self, address: &str) -> bool {
        self.destinations.iter().any(|destination| destination.address == address)
    }
}

fn headings(page: &Page) -> Vec<String> {
    let shown = page.all(&["h1"]).into_iter().filter(|node| node.document() == 0 && node.is_visible());
    shown.map(|node| normalise(&node.visible_text())).filter(|text| !text.is_empty()).collect()
}

fn destinations(page: &Page, addresses: &Addresses, main: Option<Node<'_>>) -> BTreeSet<Destination> {
    let links = page.all(&["a", "area"]).into_iter().take(MOST_DESTINATIONS);
    links
        .filter_map(|link| {
            let address = addresses.of_page(link)?;
            Some(Destination { address, from_main: main.is_some_and(|main| link.is_inside(main)) })
        })
        .collect()
}

fn link_texts(page: &Page, addresses: &Addresses) -> Vec<(String, String)> {
    let links = page.all(&["a", "area"]).into_iter().take(MOST_DESTINATIONS);
    let said = |link: Node<'_>| {
        let url = addresses.base.join(link.attribute("href")?.trim()).ok()?;
        let text: String = link.text_content().chars().take(300).collect();
        Some((without_fragment(url), text))
    };
    links.filter_map(said).collect()
}

impl Hints {
    /// Finds the signs. They match more than needed on purpose, because a sign can only prevent a failure.
    fn from_page(page: &Page) -> Self {
        static SEARCH: WordList =
            WordList::new(|| entries(include_str!("../../data/words/sampled-search-signs.txt")));
        static SITE_MAP: WordList =
            WordList::new(|| entries(include_str!("../../data/words/sampled-site-map-signs.txt")));
        let mut hints = Self::default();
        let mut look = |text: &str| {
            if hints.search && hints.site_map {
                return;
            }
            let lower = text.to_lowercase();
            hints.search |= SEARCH.iter().any(|word| lower.contains(word));
            hints.site_map |= SITE_MAP.iter().any(|word| lower.contains(word));
        };
        let controls =
            ["a", "button", "input", "form", "label", "area", "select", "svg", "img", "use", "i", "span"];
        for node in page.all(&controls) {
            for (name, value) in node.attributes() {
                if !matches!(name, "style" | "d" | "srcset" | "src") {
                    look(value);
                }
            }
            if node.is_one_of(&["a", "button", "label"]) {
                look(&node.text_content());
            }
        }
        let named = |node: &Node<'_>| !node.accessible_name().is_empty();
        let controls = page.all(&["a", "button", "iframe", "object", "embed"]);
        let is_unknown = |node: &Node<'_>| match node.name() {
            "a" | "button" => !node.is_hidden() && !named(node),
            _ => true,
        };
        hints.unknown = controls.iter().any(is_unknown) || page.elements().any(|node| is_foreign(&node));
        hints.script = page.elements().any(|node| node.is("script"));
        hints
    }
}

/// Whether the node is a custom element or in a shadow tree of the author: it may contain anything.
fn is_foreign(node: &Node<'_>) -> bool {
    node.name().contains('-') && node.is_html()
        || node.shadow().is_some_and(|shadow| shadow != Shadow::UserAgent)
}
