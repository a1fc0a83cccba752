//! Finds pages that show only a dialog of consent: the content comes after somebody has answered.

use crate::wording::fold;
use rules::{
    Node, Page,
    consent::{OF_A_PAGE, is_about_consent},
};

/// Words in the `id` or `class` of such dialogs, whoever made them.
const MARKS: &[&str] = &[
    "cookie",
    "consent",
    "gdpr",
    "rgpd",
    "tarteaucitron",
    "didomi",
    "axeptio",
    "onetrust",
    "orejime",
    "klaro",
    "usercentrics",
    "traceurs",
];
/// Parts of words in the answers that such a dialog offers. «Continue» counts only here, where the dialog is all that
/// the page shows: in front of other content it could mean many other things.
const ASKED: &[&str] = &["accept", "refus", "autoris", "agree", "reject", "continu"];
/// Elements that are visible without text.
pub(super) const SHOWN: &[&str] = &[
    "img", "svg", "canvas", "video", "iframe", "frame", "object", "embed", "input", "button", "select",
    "textarea",
];

/// Whether the page shows a dialog of consent and nothing else.
pub fn stands_alone(page: &Page) -> bool {
    let Some(body) = page.body() else { return false };
    let walls: Vec<Node> = body.descendants().filter(is_question).collect();
    let behind = |node: &Node| !walls.iter().any(|wall| node == wall || node.is_inside(*wall));
    let shown =
        |node: &Node| if node.is_text() { !node.text().trim().is_empty() } else { node.is_one_of(SHOWN) };
    !walls.is_empty() && !body.descendants().any(|node| shown(&node) && !node.is_hidden() && behind(&node))
}

fn is_question(node: &Node) -> bool {
    if !node.is_element() || node.is_hidden() || !is_marked(node) {
        return false;
    }
    let text = fold(&node.rendered_text());
    is_about_consent(&text)
        && ASKED.iter().any(|word| text.contains(word))
        && !node.descendants().any(|inner| inner.is_one_of(OF_A_PAGE) && !inner.is_hidden())
}

fn is_marked(node: &Node) -> bool {
    let dialog = node.is("dialog") || node.attribute("role").is_some_and(|role| role.contains("dialog"));
    let named = |name| {
        let value = node.attribute(name).unwrap_or_default().to_ascii_lowercase();
        MARKS.iter().any(|mark| value.contains(mark))
    };
    dialog || named("id") || named("class")
}
