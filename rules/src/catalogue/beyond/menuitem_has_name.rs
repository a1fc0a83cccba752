//! An item of a menu has an accessible name.

use crate::{Node, Page, Rule, Verdict};

pub static RULE: Rule = Rule {
    id: "menuitem-has-name",
    tests: &[],
    act: &["m6b1q3"],
    wcag: &["4.1.2"],
    doc: include_str!("menuitem_has_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| node.has_role("menuitem") && node.is_exposed()).collect()
}

fn expectation(item: Node<'_>) -> Verdict {
    match item.accessible_name() {
        "" => Verdict::fail("menuitem-without-name"),
        _ => Verdict::pass(),
    }
}
