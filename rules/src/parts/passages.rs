//! The rendered text of a page in passages: text nodes that one block holds and one `lang` covers.

use crate::{Node, Page};
use std::collections::HashMap;

/// Text of one block of the page, in order, with what gives its language and direction.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'p> {
    pub block: Node<'p>,
    /// The nearest element that has a `lang` (or, without it, an `xml:lang`) attribute.
    pub language: Option<Node<'p>>,
    pub text: String,
}

/// Elements whose text is no text of a language, or is not the author's.
const SILENT: &[&str] =
    &["script", "style", "noscript", "template", "code", "pre", "samp", "kbd", "var", "textarea", "math", "svg"];

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "ins", "del",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

/// Passages of all captured documents that are rendered, in order of their first text.
pub(crate) fn of(page: &Page) -> Vec<Passage<'_>> {
    let mut passages: Vec<Passage<'_>> = Vec::new();
    let mut known: HashMap<(Node<'_>, Option<Node<'_>>), usize> = HashMap::new();
    for text in page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty()) {
        let Some(parent) = text.parent() else { continue };
        if text.is_hidden() || parent.closest(|node| node.is_one_of(SILENT) || is_user_text(node)).is_some() {
            continue;
        }
        let block = parent.closest(|node| !node.is_one_of(INLINE)).unwrap_or(parent);
        let language = language_holder(parent);
        let index = *known.entry((block, language)).or_insert_with(|| {
            passages.push(Passage { block, language, text: String::new() });
            passages.len() - 1
        });
        passages[index].text.push_str(text.text());
        passages[index].text.push(' ');
    }
    passages
}

/// The element that gives the language of this one, through shadow trees but not out of a frame.
pub(crate) fn language_holder(node: Node<'_>) -> Option<Node<'_>> {
    node.closest(|node| language_of(*node).is_some())
}

/// The language an element itself declares, trimmed.
pub(crate) fn language_of(node: Node<'_>) -> Option<&str> {
    node.attribute("lang").or_else(|| node.attribute("xml:lang")).map(str::trim)
}

/// Automatic translation and editing areas hold texts that the author did not write.
fn is_user_text(node: &Node<'_>) -> bool {
    node.attribute("contenteditable").is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"))
}
