//! The focused element is not covered by content that stays in place while the page scrolls.

use crate::{Node, Page, Rule, Verdict, page::walked::Reached};

pub static RULE: Rule = Rule {
    id: "focus-is-not-under-banner",
    // WCAG 2.2 asks for this; RGAA is based on WCAG 2.1.
    aspects: &[],
    act: &[],
    wcag: &["2.4.11"],
    doc: include_str!("focus_is_not_under_banner.md"),
    applicability,
    expectation,
};

/// The focused elements that are covered. If there are none, the first focused element, so that the rule passes. Empty
/// if the capture did not use the Tab key.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let covered: Vec<Node<'_>> = covered(page).map(|stop| stop.node).collect();
    if covered.is_empty() {
        page.reached().next().map(|stop| stop.node).into_iter().collect()
    } else {
        covered
    }
}

fn covered(page: &Page) -> impl Iterator<Item = Reached<'_>> {
    page.reached().filter(|stop| stop.is_covered)
}

fn expectation(node: Node<'_>) -> Verdict {
    match covered(node.page()).find(|stop| stop.node == node) {
        Some(stop) => Verdict::fail("focus-covered").with("presses", stop.presses.to_string()),
        None => Verdict::pass(),
    }
}
