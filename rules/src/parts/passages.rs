//! The rendered text of a page, divided into passages: text nodes in the same block under the same `lang`.

use super::language;
use crate::{Node, Page};
use std::collections::HashMap;

/// Text of one block of the page, in order, with the element that gives its language.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'p> {
    pub block: Node<'p>,
    /// The nearest element that has a `lang` (or, without it, an `xml:lang`) attribute.
    pub language: Option<Node<'p>>,
    pub text: String,
}

/// Elements whose text belongs to no language, or was not written by the author.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "code", "pre", "samp", "kbd", "var", "textarea", "math", "svg",
];

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "ins", "del",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

/// Rendered passages of all captured documents, in the order of their first text node.
pub(crate) fn all(page: &Page) -> Vec<Passage<'_>> {
    let mut passages: Vec<Passage<'_>> = Vec::new();
    let mut known: HashMap<(Node<'_>, Option<Node<'_>>), usize> = HashMap::new();
    for text in page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty()) {
        let Some(parent) = text.parent() else { continue };
        if text.is_hidden() || parent.closest(is_silent).is_some() {
            continue;
        }
        let block = block_of(parent);
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

/// The element that gives the language of this one. It is looked for outside shadow trees too, but not outside a frame.
pub(crate) fn language_holder(node: Node<'_>) -> Option<Node<'_>> {
    node.closest(|node| language_of(*node).is_some())
}

/// The language an element itself declares, trimmed.
pub(crate) fn language_of(node: Node<'_>) -> Option<&str> {
    node.attribute("lang").or_else(|| node.attribute("xml:lang")).map(str::trim)
}

/// Whether text in the node is not in a language, or was not written by the author.
pub(crate) fn is_silent(node: &Node<'_>) -> bool {
    let editable =
        || node.attribute("contenteditable").is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"));
    node.is_one_of(SILENT) || editable()
}

/// The text of one passage, from its block and the element that gives its language.
pub(crate) fn text_of_block(block: Node<'_>, holder: Node<'_>) -> String {
    text_of_block_outside(block, holder, &[])
}

/// Like [`text_of_block`], without the text inside these elements.
pub(crate) fn text_of_block_outside(block: Node<'_>, holder: Node<'_>, outside: &[&str]) -> String {
    let own = block.descendants().filter(|node| node.is_text() && !node.is_hidden());
    let own = own.filter(|text| {
        text.parent().is_some_and(|parent| {
            block_of(parent) == block
                && language_holder(parent) == Some(holder)
                && parent.closest(|node| is_silent(node) || node.is_one_of(outside)).is_none()
        })
    });
    own.map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

/// Names and descriptions that assistive technologies read in the language of the element: text alternatives, labels.
pub(crate) fn names_under(element: Node<'_>) -> Vec<String> {
    let all = std::iter::once(element).chain(element.descendants());
    let own = all.filter(|node| node.is_element() && language_holder(*node) == Some(element));
    own.flat_map(names_of).collect()
}

/// Texts that the author wrote into attributes of an exposed element, and the text of the elements that its
/// `aria-labelledby` references.
fn names_of(node: Node<'_>) -> Vec<String> {
    const SPOKEN: &[&str] = &["aria-label", "alt", "title", "aria-description", "placeholder"];
    if !SPOKEN.iter().chain(&["aria-labelledby"]).any(|name| node.has_attribute(name)) || !node.is_exposed() {
        return Vec::new();
    }
    let written = SPOKEN.iter().filter_map(|name| node.attribute(name)).map(str::to_owned);
    let referred = node.referenced("aria-labelledby").into_iter().map(|label| label.text_content());
    written.chain(referred).filter(|text| !text.trim().is_empty()).collect()
}

/// All text that is read in the language of the element: rendered text, names and descriptions.
pub(crate) fn said_under(element: Node<'_>) -> String {
    let names = names_under(element);
    std::iter::once(text_under(element))
        .chain(names)
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" . ")
}

/// Elements below `body` with a valid `lang`. Rules judge each with the text that takes its language from it.
pub(crate) fn language_holders(page: &Page) -> Vec<Node<'_>> {
    let valid = |node: &Node<'_>| {
        node.attribute("lang").is_some_and(|code| language::code_of(code.trim()) == language::Code::Known)
    };
    let in_body = |node: &Node<'_>| node.ancestors().any(|above| above.is("body"));
    page.elements().filter(|node| valid(node) && in_body(node)).collect()
}

/// Rendered text that takes its language from this element.
pub(crate) fn text_under(element: Node<'_>) -> String {
    let own = element.descendants().filter(|node| node.is_text() && !node.is_hidden());
    let own = own.filter(|text| {
        let holder = text.parent().and_then(language_holder);
        holder == Some(element) && !text.ancestors().any(|node| is_silent(&node))
    });
    own.map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

fn block_of(parent: Node<'_>) -> Node<'_> {
    parent.closest(|node| !node.is_one_of(INLINE)).unwrap_or(parent)
}
