//! An element that is declared as decoration is not exposed to assistive technologies.

use crate::{Node, Page, Rule, Verdict, parts::graphics};

pub static RULE: Rule = Rule {
    id: "decoration-not-exposed",
    aspects: &[],
    act: &["46ca7f"],
    wcag: &["1.1.1"],
    doc: include_str!("decoration_not_exposed.md"),
    applicability,
    expectation,
};

/// Roles that the browser computes for elements without meaning.
const WITHOUT_MEANING: &[&str] =
    &["none", "generic", "presentation", "LayoutTable", "LayoutTableRow", "LayoutTableCell"];

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_declared = |node: &Node<'_>| {
        let empty = node.is("img") && node.role_tokens().is_empty() && node.attribute("alt") == Some("");
        graphics::has_presentational_role(*node) || empty
    };
    page.elements().filter(|node| is_declared(node) && !node.is_hidden()).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let role = element.role().filter(|role| !WITHOUT_MEANING.contains(role));
    match (role, has_conflict(element)) {
        (None, _) => Verdict::pass(),
        (Some(role), true) => Verdict::fail("decoration-exposed").with("role", role),
        (Some(role), false) => Verdict::cant_tell("decoration-perhaps-exposed").with("role", role),
    }
}

/// Whether the browser ignores the declaration, because of a global ARIA attribute or of focus.
fn has_conflict(element: Node<'_>) -> bool {
    const GLOBAL: &[&str] = &[
        "aria-label",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-details",
        "aria-live",
        "aria-owns",
        "aria-flowto",
        "aria-atomic",
        "aria-busy",
        "aria-current",
        "aria-relevant",
        "aria-roledescription",
        "aria-keyshortcuts",
        "aria-dropeffect",
        "aria-grabbed",
        "title",
    ];
    element.is_focusable() || GLOBAL.iter().any(|name| crate::parts::names::filled(element, name).is_some())
}
