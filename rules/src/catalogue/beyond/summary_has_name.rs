//! What opens a `details` element has an accessible name.

use crate::{Node, Page, Rule, Verdict, parts::{
    fields,
    name_inside::{self, Inside},
}};

pub static RULE: Rule = Rule {
    id: "summary-has-name",
    aspects: &[],
    act: &["2t702h"],
    wcag: &["4.1.2"],
    doc: include_str!("summary_has_name.md"),
    applicability,
    expectation,
};

/// The first `summary` of each `details`; with a role of its own it is something else.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let details = page.all(&["details"]).into_iter();
    let first = details.filter_map(|details| details.child_elements().find(|child| child.is("summary")));
    first.filter(|summary| summary.is_exposed() && fields::explicit_role(*summary).is_none()).collect()
}

fn expectation(summary: Node<'_>) -> Verdict {
    match summary.accessible_name() {
        "" if name_inside::inside(summary) == Inside::Nothing && summary.rendered_text().is_empty() => Verdict::fail("summary-without-name"),
        "" => Verdict::cant_tell("summary-name-unclear"),
        _ => Verdict::pass(),
    }
}
