//! Links to places in the page, and their targets.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page,
    standards::words::{self, normalise},
};
use url::Url;

/// A link of the page's own document to a place in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InPage<'p> {
    pub link: Node<'p>,
    /// `None` if no element has the name in the fragment, or the fragment is empty.
    pub target: Option<Node<'p>>,
}

/// All links to places in the page, rendered or not, in tree order.
pub(crate) fn all(page: &Page) -> Vec<InPage<'_>> {
    let base = Url::parse(page.url()).ok();
    page.all(&["a", "area"]).into_iter().filter_map(|link| in_page(link, base.as_ref())).collect()
}

fn in_page<'p>(link: Node<'p>, base: Option<&Url>) -> Option<InPage<'p>> {
    let href = link.attribute("href").filter(|_| link.document() == 0)?.trim();
    let fragment = match href.strip_prefix('#') {
        Some(fragment) => fragment.to_owned(),
        None => {
            let url = base?.join(href).ok()?;
            let same =
                url.path() == base?.path() && url.query() == base?.query() && url.host() == base?.host();
            url.fragment().filter(|_| same)?.to_owned()
        }
    };
    Some(InPage { link, target: target(link, &fragment) })
}

/// The element a fragment names: by `id`, else by the `name` of an anchor.
fn target<'p>(link: Node<'p>, fragment: &str) -> Option<Node<'p>> {
    if fragment.is_empty() {
        return None;
    }
    let decoded = decode(fragment);
    let anchor = |name: &str| {
        let anchors = link.page().all(&["a"]);
        anchors.into_iter().find(|node| node.document() == 0 && node.attribute("name") == Some(name))
    };
    let root = link.page().root();
    root.by_id(fragment)
        .or_else(|| root.by_id(&decoded))
        .or_else(|| anchor(fragment))
        .or_else(|| anchor(&decoded))
}

fn decode(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether the name, the title or the text of a link or button announces the main content.
pub(crate) fn announces_content(control: Node<'_>) -> bool {
    static WORDS: WordList = WordList::new(|| entries(include_str!("../../data/words/skip-links.txt")));
    let title = control.attribute("title").unwrap_or_default();
    let said = normalise(&format!("{} {title} {}", control.accessible_name(), control.text_content()));
    WORDS.iter().any(|word| said.contains(word))
}

/// Number of different paths of the same site, other than the page's own, to which its links lead. Files do not count.
pub(crate) fn other_pages(page: &Page) -> usize {
    let Ok(base) = Url::parse(page.url()) else { return 0 };
    let links = page.all(&["a", "area"]).into_iter();
    let links = links.filter(|link| link.document() == 0 && !link.has_attribute("download"));
    let addresses = links.filter_map(|link| base.join(link.attribute("href")?.trim()).ok());
    let others = addresses.filter(|url| {
        url.scheme() == base.scheme()
            && url.host() == base.host()
            && url.port() == base.port()
            && url.path() != base.path()
            && !is_file(url.path())
    });
    others.map(|url| url.path().to_owned()).collect::<std::collections::HashSet<_>>().len()
}

fn is_file(path: &str) -> bool {
    let of_picture = |path: &str| names_picture(path.rsplit('.').next().unwrap_or_default());
    words::has_document_extension(path) || words::has_media_extension(path) || of_picture(path)
}

fn names_picture(extension: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension))
}

/// The first rendered element of the page's own document that is a `main` without a role, or has the role `main`.
pub(crate) fn main_of(page: &Page) -> Option<Node<'_>> {
    page.elements().find(|node| {
        let is_main = node.is("main") && !node.has_attribute("role") || node.attribute_is("role", "main");
        node.document() == 0 && is_main && !node.is_hidden()
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn fragments_are_decoded() {
        assert_eq!(decode("acc%C3%A8s"), "accès");
        assert_eq!(decode("100%"), "100%");
    }
}
