//! The `summary` of a `details` element has an accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        fields,
        name_inside::{self, Inside},
    },
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "summary-has-name",
    aspects: &[Aspect::new("disclosure-name")],
    act: &["2t702h"],
    wcag: &["4.1.2"],
    doc: include_str!("summary_has_name.md"),
    applicability,
    expectation,
};

/// The first `summary` of each `details`. With another role it is no summary, except with `none` or `presentation`,
/// which browsers ignore on an element that takes the focus.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let details = page.all(&["details"]).into_iter();
    let first = details.filter_map(|details| details.child_elements().find(|child| child.is("summary")));
    first
        .filter(|summary| {
            summary.is_exposed()
                && matches!(fields::explicit_role(*summary), None | Some("none" | "presentation"))
        })
        .collect()
}

fn expectation(summary: Node<'_>) -> Verdict {
    match summary.accessible_name() {
        "" if name_inside::inside(summary) == Inside::Nothing && !shows_text(summary) => {
            Verdict::fail("summary-without-name")
        }
        "" => Verdict::cant_tell("summary-name-unclear"),
        _ => Verdict::pass(),
    }
}

/// Whether there is some text that may reach assistive technologies.
fn shows_text(summary: Node<'_>) -> bool {
    let says = |node: &Node<'_>| node.is_text() && !node.text().trim().is_empty() && !node.is_hidden();
    summary.descendants().any(|node| says(&node) && !node.is_aria_hidden())
}
