//! An element that has the keyboard focus shows that it has it.

use crate::{Node, Page, Rule, Verdict, parts::focus_order::is_in_focus_order, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "focus-is-visible",
    aspects: &[Aspect::new("focus-visible")],
    act: &["oj04fd"],
    wcag: &["2.4.7"],
    doc: include_str!("focus_is_visible.md"),
    applicability,
    expectation,
};

/// The elements proven not to show the focus, or else the first element in the focus order: only a person can tell for
/// all elements whether the change is visible enough.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let unseen = page.unseen_when_focused();
    let stop = || page.elements().find(|node| is_in_focus_order(*node));
    if unseen.is_empty() { stop().into_iter().collect() } else { unseen }
}

fn expectation(node: Node<'_>) -> Verdict {
    if node.page().unseen_when_focused().contains(&node) {
        Verdict::fail("focus-unseen")
    } else {
        Verdict::cant_tell("focus-to-look-at")
    }
}
