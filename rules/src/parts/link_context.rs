//! Text around a link that software can relate to it: the RGAA's «contexte du lien». In doubt a text counts as context.

use super::{headings, link_names, links, name_inside};
use crate::{Node, page::NodeKind};

/// Elements whose whole content is context. The RGAA lists paragraphs, list items and cells; the others are similar.
const PASSAGES: &[&str] =
    &["p", "li", "td", "th", "dd", "dt", "figure", "blockquote", "label", "caption", "address", "summary"];

/// Elements that do not interrupt a sentence.
const PHRASING: &[&str] = &[
    "a", "abbr", "area", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "map", "mark", "picture", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "svg", "time", "u", "var", "wbr", "button", "label", "input",
];

/// Whether something besides the link gives it context: its description, its sentence, a passage or a labelled part
/// around it, or a header cell of the table around it.
pub fn is_surrounded(link: Node<'_>) -> bool {
    !link.accessible_description().is_empty()
        || sentence_speaks(link)
        || link.ancestors().any(|node| is_passage(node) && speaks(node) || is_labelled(node))
        || has_header_cells(link)
}

/// The nearest heading before the link, in the same document, whose text has a letter or a digit.
pub fn heading_before(link: Node<'_>) -> Option<Node<'_>> {
    let page = link.page();
    let is_before = |node: &Node<'_>| {
        node.document() == link.document() && node.number() < link.number() && !link.is_inside(*node)
    };
    headings::exposed(page)
        .into_iter()
        .filter(is_before)
        .rfind(|heading| name_inside::name(*heading).chars().any(char::is_alphanumeric))
}

fn is_passage(node: Node<'_>) -> bool {
    node.is_one_of(PASSAGES)
        || node.role_tokens().first().is_some_and(|role| {
            matches!(role.as_str(), "paragraph" | "listitem" | "cell" | "gridcell" | "row" | "treeitem")
        })
}

fn is_labelled(node: Node<'_>) -> bool {
    (node.has_attribute("aria-label") || node.has_attribute("aria-labelledby"))
        && !node.is_one_of(&["body", "main", "html"])
        && !node.accessible_name().is_empty()
}

fn has_header_cells(link: Node<'_>) -> bool {
    let Some(cell) = link.ancestors().find(|node| node.is_one_of(&["td", "th"])) else { return false };
    let Some(table) = cell.ancestors().find(|node| node.is("table")) else { return false };
    table.descendants().any(|node| node.is("th") && node != cell && speaks(node))
}

/// Whether the inline content around the link, up to the next block on each side, gives context.
fn sentence_speaks(link: Node<'_>) -> bool {
    let mut top = link;
    while let Some(parent) = top.parent().filter(|parent| parent.is_one_of(PHRASING)) {
        top = parent;
    }
    let Some(block) = top.parent() else { return false };
    let siblings: Vec<Node<'_>> = block.children().collect();
    let Some(at) = siblings.iter().position(|node| *node == top) else { return false };
    let flows = |node: &&Node<'_>| !node.is_element() || node.is_one_of(PHRASING) || node.is_hidden();
    let before = siblings[..at].iter().rev().take_while(flows);
    let after = siblings[at + 1..].iter().take_while(flows);
    before.chain(after).chain([&top]).any(|node| speaks(*node))
}

/// Whether the node contains some exposed text or image alternative, outside links with a vague name.
fn speaks(node: Node<'_>) -> bool {
    if node.is_text() {
        return node.is_exposed() && node.text().chars().any(char::is_alphanumeric);
    }
    if node.kind() == NodeKind::Pseudo || is_vague_link(node) {
        return false;
    }
    let is_image = matches!(node.role(), Some("image" | "img" | "graphics-document"));
    let names = is_image && node.accessible_name().chars().any(char::is_alphanumeric);
    names || node.children().any(speaks)
}

fn is_vague_link(node: Node<'_>) -> bool {
    if !links::is_link(node) {
        return false;
    }
    let name = name_inside::name(node);
    !name.chars().any(char::is_alphanumeric) || link_names::is_vague(&name)
}
