//! An element whose role requires children with certain roles owns such elements, and no others.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{owning, roles},
    standards::aria::Role,
};

pub static RULE: Rule = Rule {
    id: "required-aria-children",
    aspects: &[],
    act: &["bc4a75"],
    wcag: &["1.3.1"],
    doc: include_str!("required_aria_children.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_filled =
        |node: Node<'_>| !node.attribute_is("aria-busy", "true") && !node.is_one_of(&["select", "datalist"]);
    let is_whole = |node| roles::semantic_role(node).is_some_and(|role| !role.owned.is_empty());
    roles::exposed(page, |node| is_filled(node) && is_whole(node))
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(role) = roles::semantic_role(node) else { return Verdict::pass() };
    let owned = owning::owned(node);
    let told = |verdict: Verdict| verdict.with("role", role.name).with("children", children(role));
    if owned.elements.is_empty() {
        let may_fill =
            owned.is_unsure || !node.descendants().any(|below| below.is_element() && below.is_exposed());
        return told(if may_fill {
            Verdict::cant_tell("aria-children-none-yet")
        } else {
            Verdict::fail("aria-children-missing")
        });
    }
    let foreign = owned.elements.iter().find(|child| !is_expected(role, **child, 0));
    match foreign {
        Some(child) if owned.is_unsure || is_open(*child) => told(Verdict::cant_tell("aria-children-unsure")),
        Some(child) => told(Verdict::fail("aria-children-foreign").with("child", shown(*child))),
        None => Verdict::pass(),
    }
}

/// Whether the standards give the child no role, so that it cannot be called a wrong one.
fn is_open(child: Node<'_>) -> bool {
    roles::semantic_role(child).is_none()
}

fn is_expected(role: &Role, child: Node<'_>, depth: usize) -> bool {
    let Some(name) = roles::semantic_role(child).map(|role| role.name) else { return false };
    let is_group = role.owned.iter().any(|owned| owned.within == Some(name));
    role.owned.iter().any(|owned| owned.within.is_none() && owned.role == name)
        || is_beside(role, name)
        || (is_group && depth < DEEPEST && group_is_expected(role, child, depth))
}

/// Largest depth of groups inside groups that is followed.
const DEEPEST: usize = 20;

fn group_is_expected(role: &Role, group: Node<'_>, depth: usize) -> bool {
    owning::owned(group).elements.iter().all(|child| is_expected(role, *child, depth + 1))
}

/// Whether the role is allowed there without being required: the caption of a table, the separator of menu entries.
fn is_beside(role: &Role, name: &str) -> bool {
    match role.name {
        "table" | "grid" | "treegrid" => name == "caption",
        "menu" | "menubar" | "listbox" => name == "separator",
        _ => false,
    }
}

fn children(role: &Role) -> String {
    let mut names: Vec<&str> = role.owned.iter().map(|owned| owned.role).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn shown(child: Node<'_>) -> String {
    match roles::semantic_role(child) {
        Some(role) => role.name.to_owned(),
        None => child.name().to_owned(),
    }
}
