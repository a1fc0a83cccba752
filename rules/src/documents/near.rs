//! The surroundings of a link to a document, where another version of it may be found.

use crate::standards::word_list::{WordList, entries};
use crate::{Node, Page, standards::words};
use std::collections::BTreeSet;

/// A reason for not claiming that a document has no accessible version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Near {
    /// Another link is in the same item, paragraph or cell.
    Link,
    /// Words around it, in its list or around its list mention accessibility, a text or another version.
    Words,
    /// The link's text does not name the document, so that another version could not be recognised by its name.
    Nameless,
    /// A title or heading of the page has the name of the document, so the page itself may show its content.
    Page,
    /// A control or a frame is beside it, or the page embeds a viewer for documents.
    Control,
}

/// Elements that contain a link and the content that belongs to it.
const ITEMS: &[&str] =
    &["li", "p", "td", "th", "dd", "dt", "figure", "figcaption", "article", "section", "div"];
/// Elements that contain several such items.
const LISTS: &[&str] = &["ul", "ol", "dl", "table", "section", "article", "main"];
/// Elements that may show a document, or act when they are used.
const CONTROLS: &[&str] = &["iframe", "object", "embed", "button", "form", "details"];

/// All such reasons near the link. `text` is the text of the link.
pub fn around(page: &Page, link: Node<'_>, text: &str) -> BTreeSet<Near> {
    let holder = link.closest(|node| node.is_one_of(ITEMS)).map(|item| holder(link, item));
    let list = link.closest(|node| node.is_one_of(LISTS));
    let checks = [
        (Near::Link, holder.is_some_and(|holder| holds_other_link(holder, link))),
        (Near::Control, holder.is_some_and(holds_control) || shows_some_document(page)),
        (Near::Words, holder.is_some_and(is_about_versions) || list.is_some_and(list_is_about_versions)),
    ];
    checks.into_iter().filter_map(|(near, holds)| holds.then_some(near)).chain(named(page, text)).collect()
}

/// The smallest box around the link that has other content too, because links are often wrapped several times.
fn holder<'p>(link: Node<'p>, item: Node<'p>) -> Node<'p> {
    let own = without_spaces(&link.text_content());
    let mut holder = item;
    while holder.is_one_of(&["div", "p"])
        && without_spaces(&holder.text_content()) == own
        && let Some(above) = holder.parent().filter(|above| !above.is_one_of(&["body", "main", "html"]))
    {
        holder = above;
    }
    holder
}

/// Whether it contains a link to another address, and is not a list of items.
fn holds_other_link(holder: Node<'_>, link: Node<'_>) -> bool {
    let own = link.attribute("href");
    let is_other = |node: &Node<'_>| {
        node.is_one_of(&["a", "area"])
            && node.attribute("href").is_some_and(|href| Some(href) != own && !href.starts_with('#'))
    };
    holder.descendants().any(|node| is_other(&node)) && !is_list(holder)
}

fn holds_control(holder: Node<'_>) -> bool {
    holder.descendants().any(|node| node.is_one_of(CONTROLS))
}

fn shows_some_document(page: &Page) -> bool {
    page.elements().any(|node| node.is_one_of(&["object", "embed", "iframe"]) && shows_document(node))
}

/// Whether words in the box, or in the box around it, mention another version.
fn is_about_versions(holder: Node<'_>) -> bool {
    let is_box = |above: &Node<'_>| above.is_one_of(&["div", "section", "article", "td", "li"]);
    let above = holder.parent().filter(is_box);
    [Some(holder), above].into_iter().flatten().any(|node| speaks_of_versions(&node.text_content()))
}

/// Whether words in the list mention another version, or words around it announce one.
fn list_is_about_versions(list: Node<'_>) -> bool {
    speaks_of_versions(&list.text_content())
        || list.parent().is_some_and(|around| announces_versions(&around.text_content()))
}

/// [`Near::Nameless`] if the link's text does not name the document; [`Near::Page`] if a title or heading of the page
/// has that name.
fn named(page: &Page, text: &str) -> Option<Near> {
    let words = own_words(text);
    if words.len() < 2 || words::is_generic_link(text) {
        return Some(Near::Nameless);
    }
    page_bears_name(page, &words).then_some(Near::Page)
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

/// Whether a title or a heading of the page shares at least two words with the document's name: half of the words of
/// the name, or all words of the heading.
fn page_bears_name(page: &Page, words: &BTreeSet<String>) -> bool {
    let headings = page.all(&["h1", "h2", "h3", "title"]).into_iter().map(|node| node.text_content());
    headings.chain(page.title()).any(|heading| {
        let of_heading = own_words(&heading);
        let shared = of_heading.intersection(words).count();
        shared >= 2 && (shared * 2 >= words.len() || shared == of_heading.len())
    })
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Parts of words that mention another version, or a way to get one. They match too much on purpose: a document that
/// has an accessible version must not be reported.
static VERSIONS: WordList = WordList::new(|| entries(include_str!("../../data/words/document-versions.txt")));

/// Parts of words that announce another version in the content around a list.
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

/// The words that name a document: without its format, the unit of its size, and the verb of the link.
pub(crate) fn own_words(text: &str) -> BTreeSet<String> {
    static EMPTY: WordList =
        WordList::new(|| entries(include_str!("../../data/words/document-names-saying-nothing.txt")));
    let normal = words::normalise(text);
    let parts = normal.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.filter(|word| !EMPTY.contains(word)).map(str::to_owned).collect()
}
