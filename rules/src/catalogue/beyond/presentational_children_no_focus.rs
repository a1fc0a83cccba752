//! Nothing inside a button, a tab or an image takes the focus, because the elements inside are not announced.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{focus_order, roles},
};

pub static RULE: Rule = Rule {
    id: "presentational-children-no-focus",
    aspects: &[],
    act: &["307n5z"],
    wcag: &["4.1.2"],
    doc: include_str!("presentational_children_no_focus.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| roles::semantic_role(node).is_some_and(|role| role.children_presentational))
}

fn expectation(node: Node<'_>) -> Verdict {
    let role = roles::semantic_role(node).map_or("", |role| role.name);
    // The browser itself adds the parts of a native field.
    let parts = node.descendants().filter(|below| below.shadow() != Some(crate::page::Shadow::UserAgent));
    match parts.filter(Node::is_element).find(|below| focus_order::is_in_focus_order(*below)) {
        Some(inner) => {
            Verdict::fail("focus-inside-presentational").with("role", role).with("inner", inner.name())
        }
        None => Verdict::pass(),
    }
}
