//! The name of a link, without any context, says where the link leads.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{link_names, links},
};

pub static RULE: Rule = Rule {
    id: "link-name-alone",
    aspects: &[],
    act: &["aizyf1"],
    wcag: &["2.4.9"],
    doc: include_str!("link_name_alone.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    links::exposed(page).into_iter().filter(|link| !link.accessible_name().is_empty()).collect()
}

fn expectation(link: Node<'_>) -> Verdict {
    let name = link.accessible_name();
    if link_names::needs_context(name) {
        Verdict::fail("link-needs-context").with("name", name)
    } else {
        Verdict::pass()
    }
}
