//! The parts that nodes play in the text of a page: heading, block, bold text.

use crate::{Node, Style};

/// Level of the node as a heading, 1 to 6. Elements that label other content (`summary`, `dt`, `caption`, `legend`, a
/// button with `aria-expanded`) have level 6. `None` for all other nodes.
pub(super) fn heading(node: Node<'_>) -> Option<u8> {
    if node.attribute_is("role", "heading") {
        return Some(
            node.attribute("aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2).clamp(1, 6),
        );
    }
    match node.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" | "summary" | "dt" | "caption" | "legend" => Some(6),
        "button" if node.has_attribute("aria-expanded") => Some(6),
        _ => None,
    }
}

pub(super) fn is_bold(node: Node<'_>) -> bool {
    node.style(Style::FontWeight)
        .and_then(|weight| weight.parse::<u32>().ok())
        .is_some_and(|weight| weight >= 600)
}

/// Whether the browser lays out the node as a block; if it is not rendered, its name decides.
pub(super) fn is_block(node: Node<'_>) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "center",
        "dir",
    ];
    // Menus may lay out list items in a row, but each item is read as a line of its own.
    if node.is("li") {
        return true;
    }
    match node.style(Style::Display) {
        Some(display) => !display.starts_with("inline") && !matches!(display, "contents" | "none"),
        None => node.is_one_of(BLOCKS),
    }
}
