//! A component that a script makes, such as a tab, a tree, an option or a dialog, has a name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        name_inside::{self, Inside},
        names, roles, widgets,
    },
    referential::Aspect,
    standards::aria::Role,
};

/// A component without a name fails test 7.1.1 of RGAA or, if another component does the same, test 7.1.3.
const NAMED: [Aspect; 2] =
    [Aspect::new("component-name-role-value"), Aspect::new("component-name-role-relevant")];
/// An aspect of WCAG, for which another component makes no difference.
const NAME: Aspect = Aspect::new("widget-name");

pub static RULE: Rule = Rule {
    id: "component-has-name",
    aspects: &[NAMED[0], NAMED[1], NAME],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("component_has_name.md"),
    applicability,
    expectation,
};

/// Exposed, visible components. Fields, buttons, links and menu entries have their own rules.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| {
        node.is_visible() && roles::given_role(node).is_some_and(|role| is_component(node, role))
    })
}

fn is_component(node: Node<'_>, role: &Role) -> bool {
    match role.name {
        "tab" | "treeitem" | "option" | "tree" | "tabpanel" => {
            widgets::is_scripted(node) || role.name == "tabpanel"
        }
        "dialog" | "alertdialog" => !node.is("dialog"),
        _ => false,
    }
}

fn expectation(node: Node<'_>) -> Verdict {
    if !node.accessible_name().is_empty() {
        return Verdict::pass();
    }
    let Some(role) = roles::given_role(node) else { return Verdict::pass() };
    let inside = if role.name_from.contents { name_inside::inside(node) } else { Inside::Nothing };
    let refers = names::labelledby_text(node).is_some();
    let told = |verdict: Verdict| verdict.with("role", role.name);
    match (role.name, inside) {
        (_, Inside::Text) => Verdict::pass(),
        (_, Inside::Unclear) => told(Verdict::cant_tell("component-perhaps-named")),
        _ if refers => told(Verdict::cant_tell("component-perhaps-named")),
        ("dialog" | "alertdialog", _) => Verdict::fail("dialog-without-name").either(&NAMED),
        // A panel is no control; the name of its tab may be enough.
        ("tabpanel", _) => told(Verdict::cant_tell("panel-without-name")),
        ("option", _) if !is_worked(node) => told(Verdict::cant_tell("component-perhaps-named")),
        ("tree", _) if !holds_items(node) => told(Verdict::cant_tell("component-perhaps-named")),
        _ => told(Verdict::fail("component-without-name").either(&NAMED).also(&[NAME])),
    }
}

/// Whether the option or its list takes the focus. The slides of a carousel do not: they are no options, even if they
/// have this role.
fn is_worked(option: Node<'_>) -> bool {
    let takes_focus =
        |node: &Node<'_>| node.has_attribute("tabindex") || node.has_attribute("aria-activedescendant");
    option.closest(takes_focus).is_some()
}

fn holds_items(tree: Node<'_>) -> bool {
    let is_item =
        |node: &Node<'_>| node.role_tokens().iter().any(|role| role == "treeitem") && node.is_visible();
    tree.descendants().any(|node| is_item(&node))
}
