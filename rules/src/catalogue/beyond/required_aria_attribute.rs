//! An element with a `role` attribute has the states and properties that this role requires.

use crate::{Node, Page, Rule, Verdict, parts::roles, standards::aria::Role};

pub static RULE: Rule = Rule {
    id: "required-aria-attribute",
    aspects: &[],
    act: &["4e8ab6"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("required_aria_attribute.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| {
        roles::given_role(node).is_some_and(|role| required(node, role).next().is_some())
    })
}

fn required(node: Node<'_>, role: &'static Role) -> impl Iterator<Item = &'static str> {
    // A separator that takes the focus can be moved, and then requires a value for its position.
    let moved = (role.name == "separator" && node.is_focusable()).then_some("aria-valuenow");
    role.required.iter().copied().chain(moved).chain(roles::required_references(node).iter().copied())
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(role) = roles::given_role(node) else { return Verdict::pass() };
    let is_set = |name: &str| node.attribute(name).is_some_and(|value| !value.trim().is_empty());
    match required(node, role).find(|name| !is_set(name) && !html_gives(node, name)) {
        Some(missing) => {
            Verdict::fail("required-aria-missing").with("attribute", missing).with("role", role.name)
        }
        None => Verdict::pass(),
    }
}

/// Whether the browser derives the state or property from the element itself.
fn html_gives(node: Node<'_>, attribute: &str) -> bool {
    let input = |kinds: &[&str]| node.is("input") && kinds.iter().any(|kind| node.attribute_is("type", kind));
    match attribute {
        "aria-checked" => input(&["checkbox", "radio"]),
        "aria-valuenow" => input(&["range", "number"]) || node.is_one_of(&["meter", "progress"]),
        "aria-level" => node.is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"]),
        "aria-expanded" => node.is("select"),
        _ => false,
    }
}
