//! No part that stays in place while the page scrolls covers the focused element.

use crate::{Node, Page, Rule, Style, Verdict, parts::focus_order, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "focus-is-not-covered",
    aspects: &[Aspect::new("focus-not-obscured")],
    act: &[],
    wcag: &["2.4.11"],
    doc: include_str!("focus_is_not_covered.md"),
    applicability,
    expectation,
};

/// Smallest width and height of a part, in CSS pixels. A smaller one covers no control as a whole.
const LEAST_SIDE: f64 = 24.0;

/// The outermost fixed or sticky parts, if an element outside of them can take the focus.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let parts: Vec<Node<'_>> =
        page.elements().filter(|node| stays(*node) && is_large(*node) && node.is_visible()).collect();
    let is_outermost = |part: &Node<'_>| !part.ancestors().any(stays);
    parts.into_iter().filter(is_outermost).filter(|part| has_focus_behind(*part)).collect()
}

fn stays(node: Node<'_>) -> bool {
    matches!(node.style(Style::Position), Some("fixed" | "sticky"))
}

fn is_large(node: Node<'_>) -> bool {
    node.rect().is_some_and(|rect| rect.width() >= LEAST_SIDE && rect.height() >= LEAST_SIDE)
}

fn has_focus_behind(part: Node<'_>) -> bool {
    let others = part.page().elements().filter(|node| *node != part && !node.is_inside(part));
    others.into_iter().any(focus_order::is_in_focus_order)
}

/// Never a failure: only a walk with the Tab key shows how far the browser scrolls when the focus moves, and how
/// scripts react.
fn expectation(part: Node<'_>) -> Verdict {
    Verdict::cant_tell("focus-perhaps-covered").with("element", part.name())
}
