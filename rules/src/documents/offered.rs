//! Links of a page that may lead to a document, with their surroundings.

use super::{
    Format, announced,
    near::{self, Near},
};
use crate::{Node, Page, page::Spot};
use std::collections::BTreeSet;
use url::Url;

/// Most links of one page that are examined.
const MOST_LINKS: usize = 3000;

/// A link that may lead to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    /// Address without fragment.
    pub url: String,
    /// Accessible name of the link, or its text if it has no name; at most 200 characters.
    pub text: String,
    /// Format announced by the link's address, `type` attribute or text. The file may have another one.
    pub format: Option<Format>,
    /// Size that the link's text announces, in bytes.
    pub bytes: Option<u64>,
    pub spot: Spot,
    /// Signs near it that the document may have an accessible version.
    pub near: BTreeSet<Near>,
}

/// All such links of a page, in tree order.
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
    let near = near::around(page, link, &text);
    Some(DocumentLink { url: url.into(), text, format, bytes, spot: Spot::from_node(link), near })
}

fn name(link: Node<'_>) -> String {
    let name = link.accessible_name();
    let text = if name.is_empty() { link.text_content() } else { name.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
