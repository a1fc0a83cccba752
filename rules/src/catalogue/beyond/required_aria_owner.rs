//! An element whose role requires a parent with a certain role is inside such an element.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{owning, roles},
    standards::aria::Role,
};

pub static RULE: Rule = Rule {
    id: "required-aria-owner",
    aspects: &[],
    act: &["ff89c9"],
    wcag: &["1.3.1"],
    doc: include_str!("required_aria_owner.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| roles::given_role(node).is_some_and(|role| !role.context.is_empty()))
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(role) = roles::given_role(node) else { return Verdict::pass() };
    let owner = owning::owner(node);
    let fits = |above: &Role| role.context.contains(&above.name);
    match owner.element {
        Some(above) if roles::semantic_role(above).is_some_and(fits) => Verdict::pass(),
        _ if owner.is_unsure => Verdict::cant_tell("aria-owner-unsure").with("role", role.name),
        _ => Verdict::fail("aria-owner-missing")
            .with("role", role.name)
            .with("owners", role.context.join(", ")),
    }
}
