//! The `summary` that opens a `details` has a name.

use crate::{Node, Page, Rule, Verdict};

pub static RULE: Rule = Rule {
    id: "summary-has-name",
    tests: &[],
    act: &["2t702h"],
    wcag: &["4.1.2"],
    doc: include_str!("summary_has_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["summary"]).into_iter().filter(|node| opens_details(*node) && node.is_exposed()).collect()
}

/// Only the first `summary` child of `details` does, unless it was made something else.
fn opens_details(summary: Node<'_>) -> bool {
    let Some(details) = summary.parent().filter(|parent| parent.is("details")) else { return false };
    let first = details.child_elements().find(|child| child.is("summary"));
    first == Some(summary) && summary.role_tokens().is_empty()
}

fn expectation(summary: Node<'_>) -> Verdict {
    match summary.accessible_name().is_empty() {
        true => Verdict::fail("summary-without-name"),
        false => Verdict::pass(),
    }
}
