//! How a node is laid out and what it stands for in the text: a heading, a block, bold letters.

use crate::{Node, Style};

/// Level of the heading that the node is, 1 to 6; 6 also for an element that opens a fold.
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

/// Whether the node is a block, as the browser lays it out; by its name where it is not rendered.
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
    // Menus lay their items side by side, and each is read by itself all the same.
    if node.is("li") {
        return true;
    }
    match node.style(Style::Display) {
        Some(display) => !display.starts_with("inline") && !matches!(display, "contents" | "none"),
        None => node.is_one_of(BLOCKS),
    }
}
