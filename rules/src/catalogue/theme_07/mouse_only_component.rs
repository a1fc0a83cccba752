//! An element that listens to clicks can be reached with the keyboard, or another element does the same.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{focus_order, roles, widgets},
    referential::Aspect,
};

/// Largest length of the text of a component, in characters. An element with a longer text listens to clicks for the
/// content inside it.
const LONGEST_LABEL: usize = 60;

pub static RULE: Rule = Rule {
    id: "mouse-only-component",
    aspects: &[Aspect::new("script-operable")],
    act: &[],
    wcag: &["2.1.1"],
    doc: include_str!("mouse_only_component.md"),
    applicability,
    expectation,
};

/// Elements with a short visible text that listen to clicks, with no control inside or around them.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_native = |node: &Node<'_>| node.is_one_of(&["label", "html", "body", "audio", "video", "iframe"]);
    roles::exposed(page, |node| {
        node.is_html() && node.is_clickable() && !is_native(&node) && node.is_visible() && is_short(node)
    })
}

fn is_short(node: Node<'_>) -> bool {
    let text = node.visible_text();
    !text.is_empty() && text.chars().count() <= LONGEST_LABEL && widgets::stands_alone(node)
}

fn expectation(node: Node<'_>) -> Verdict {
    if focus_order::is_in_focus_order(node) || moves_by_arrows(node) || node.has_attribute("disabled") {
        Verdict::pass()
    } else {
        Verdict::cant_tell("mouse-only-component")
    }
}

/// Whether the node is one of several between which the arrow keys move, so that the Tab key reaches only one.
fn moves_by_arrows(node: Node<'_>) -> bool {
    node.has_attribute("tabindex") && roles::explicit_role(node).is_some_and(|role| role.is_a("widget"))
}
