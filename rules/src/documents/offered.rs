//! Links of a page that may lead to a document, with their surroundings.

use super::{Format, announced};
use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, sampled::Spot, standards::words};
use std::collections::BTreeSet;
use url::Url;

/// Most links of one page that are examined.
const MOST_LINKS: usize = 3000;

/// A link to what may be a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    /// Address without fragment.
    pub url: String,
    /// Text of the link, as read or announced.
    pub text: String,
    /// Format announced by the link's address, type or text. The file may have another.
    pub format: Option<Format>,
    /// Size that its text announces, in bytes.
    pub bytes: Option<u64>,
    pub spot: Spot,
    /// Things near it that could be, or lead to, a version that can be read.
    pub near: BTreeSet<Near>,
}

/// A reason not to say that a document has no accessible version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Near {
    /// Another link is in the same item, paragraph or cell.
    Link,
    /// Words around it, or in its list, mention accessibility, a text or another version.
    Words,
    /// Its own text does not name it, so that another version of it could not be known by its name.
    Nameless,
    /// The page shows text of its own under the name of the document.
    Page,
    /// A control, a frame or an embedded viewer is beside it.
    Control,
}

/// All such links of a page, in their order.
pub fn on_page(page: &Page) -> Vec<DocumentLink> {
    let Some(base) = page.base() else { return Vec::new() };
    let links = page.all(&["a", "area"]).into_iter().take(MOST_LINKS);
    links.filter_map(|link| read(page, &base, link)).collect()
}

fn read(page: &Page, base: &Url, link: Node<'_>) -> Option<DocumentLink> {
    let href = link.attribute("href")?.trim();
    let mut url = base.join(href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    let text = name(link);
    let kind = link.attribute("type").and_then(announced::by_type);
    let format = announced::by_address(&url).or(kind).or_else(|| announced::by_words(&text));
    let is_offered = announced::by_address(&url).is_some()
        || kind.is_some()
        || link.has_attribute("download") && format.is_some();
    if !is_offered {
        return None;
    }
    let bytes = announced::weight(&text);
    let near = around(page, link, &text);
    Some(DocumentLink { url: url.into(), text, format, bytes, spot: Spot::from_node(link), near })
}

fn name(link: Node<'_>) -> String {
    let name = link.accessible_name();
    let text = if name.is_empty() { link.text_content() } else { name.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

fn around(page: &Page, link: Node<'_>, text: &str) -> BTreeSet<Near> {
    let mut near = BTreeSet::new();
    let item = link.closest(|node| {
        node.is_one_of(&[
            "li",
            "p",
            "td",
            "th",
            "dd",
            "dt",
            "figure",
            "figcaption",
            "article",
            "section",
            "div",
        ])
    });
    let list =
        link.closest(|node| node.is_one_of(&["ul", "ol", "dl", "table", "section", "article", "main"]));
    if let Some(item) = item {
        // The smallest box around the link with other content, because links are often wrapped several times.
        let mut holder = item;
        while holder.is_one_of(&["div", "p"])
            && folded(&holder.text_content()) == folded(&link.text_content())
            && let Some(above) = holder.parent().filter(|above| !above.is_one_of(&["body", "main", "html"]))
        {
            holder = above;
        }
        let own = link.attribute("href");
        let is_other = |node: &Node<'_>| {
            node.is_one_of(&["a", "area"])
                && node.attribute("href").is_some_and(|href| Some(href) != own && !href.starts_with('#'))
        };
        if holder.descendants().any(|node| is_other(&node)) && !is_list(holder) {
            near.insert(Near::Link);
        }
        if holder
            .descendants()
            .any(|node| node.is_one_of(&["iframe", "object", "embed", "button", "form", "details"]))
        {
            near.insert(Near::Control);
        }
        if speaks_of_versions(&holder.text_content())
            || holder.parent().is_some_and(|above| {
                above.is_one_of(&["div", "section", "article", "td", "li"])
                    && speaks_of_versions(&above.text_content())
            })
        {
            near.insert(Near::Words);
        }
    }
    if let Some(list) = list
        && (speaks_of_versions(&list.text_content())
            || list.parent().is_some_and(|around| announces_versions(&around.text_content())))
    {
        near.insert(Near::Words);
    }
    if page.elements().any(|node| node.is_one_of(&["object", "embed", "iframe"]) && shows_document(node)) {
        near.insert(Near::Control);
    }
    let words = own_words(text);
    if words.len() < 2 || words::is_generic_link(text) {
        near.insert(Near::Nameless);
    } else if page_bears_name(page, &words) {
        near.insert(Near::Page);
    }
    near
}

fn is_list(node: Node<'_>) -> bool {
    node.descendants().filter(|below| below.is_one_of(&["li", "tr", "dd"])).count() > 1
}

/// Parts of addresses of frames that show a document.
static VIEWERS: WordList = WordList::new(|| entries(include_str!("../../data/words/document-viewers.txt")));

fn shows_document(node: Node<'_>) -> bool {
    let source =
        node.attribute("src").or_else(|| node.attribute("data")).unwrap_or_default().to_ascii_lowercase();
    VIEWERS.iter().any(|part| source.contains(part))
}

/// Whether a title or a heading of the page contains all words of the document's name, or is contained in it.
fn page_bears_name(page: &Page, words: &BTreeSet<String>) -> bool {
    let headings = page.all(&["h1", "h2", "h3", "title"]).into_iter().map(|node| node.text_content());
    headings.chain(page.title()).any(|heading| {
        let of_heading = own_words(&heading);
        let shared = of_heading.intersection(words).count();
        shared >= 2 && (shared * 2 >= words.len() || shared == of_heading.len())
    })
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Parts of words that mention another version, or how to get one. They match too much on purpose.
static VERSIONS: WordList = WordList::new(|| entries(include_str!("../../data/words/document-versions.txt")));

/// Words that announce one anywhere on a page.
static ANNOUNCED: WordList =
    WordList::new(|| entries(include_str!("../../data/words/announced-versions.txt")));

fn speaks_of_versions(text: &str) -> bool {
    holds(text, &VERSIONS)
}

fn announces_versions(text: &str) -> bool {
    holds(text, &ANNOUNCED)
}

fn holds(text: &str, parts: &[&str]) -> bool {
    let text: String = text.chars().take(20_000).collect();
    let folded = words::normalise(&text);
    parts.iter().any(|part| folded.contains(part))
}

/// The words that name a document: without its format, its weight and the verb of the link.
pub fn own_words(text: &str) -> BTreeSet<String> {
    static EMPTY: WordList =
        WordList::new(|| entries(include_str!("../../data/words/document-names-saying-nothing.txt")));
    let normal = words::normalise(text);
    let parts = normal.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.filter(|word| !EMPTY.contains(word)).map(str::to_owned).collect()
}
