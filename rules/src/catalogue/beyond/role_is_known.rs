//! A `role` attribute names a role that exists.

use crate::{Node, Page, Rule, Verdict, parts::roles, standards::aria};

pub static RULE: Rule = Rule {
    id: "role-is-known",
    aspects: &[],
    act: &["674b10"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("role_is_known.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| node.attribute("role").is_some_and(|role| !role.trim().is_empty()))
}

fn expectation(node: Node<'_>) -> Verdict {
    let role = node.attribute("role").unwrap_or_default();
    match aria::first_known_role(role) {
        Some(_) => Verdict::pass(),
        None => Verdict::fail("unknown-role").with("role", role.trim()),
    }
}
