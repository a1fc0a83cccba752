//! The element that has the keyboard's focus is not hidden behind what stays in place while the page scrolls.

use crate::{Node, Page, Rule, Verdict, page::walked::Reached};

pub static RULE: Rule = Rule {
    id: "focus-is-not-under-banner",
    // WCAG 2.2 asks for it; the RGAA rests on WCAG 2.1.
    aspects: &[],
    act: &[],
    wcag: &["2.4.11"],
    doc: include_str!("focus_is_not_under_banner.md"),
    applicability,
    expectation,
};

/// The stops that are covered; else the first, if the Tab key led through the page.
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
