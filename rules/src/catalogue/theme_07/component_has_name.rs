//! A tab, a node of a tree, a dialogue: what a script makes has a name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{roles, widgets},
    referential::TestId,
    standards::aria::Role,
};

/// A component without a name fails 7.1.1; or, where another component does the same, 7.1.3.
const NAMED: [TestId; 2] = [TestId::new(7, 1, 1), TestId::new(7, 1, 3)];

pub static RULE: Rule = Rule {
    id: "component-has-name",
    tests: &NAMED,
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("component_has_name.md"),
    applicability,
    expectation,
};

/// Fields, buttons, links and entries of menus have rules of their own.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| node.is_visible() && roles::given_role(node).is_some_and(|role| is_component(node, role)))
}

fn is_component(node: Node<'_>, role: &Role) -> bool {
    match role.name {
        "tab" | "treeitem" => widgets::is_scripted(node),
        "dialog" | "alertdialog" => !node.is("dialog"),
        _ => false,
    }
}

fn expectation(node: Node<'_>) -> Verdict {
    let role = roles::given_role(node).map_or("", |role| role.name);
    match (node.accessible_name(), role) {
        ("", "dialog" | "alertdialog") => Verdict::fail("dialog-without-name").either(&NAMED),
        ("", role) => Verdict::fail("component-without-name").either(&NAMED).with("role", role),
        _ => Verdict::pass(),
    }
}
