//! An element that can be reached with the keyboard and clicked has a role.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{focus_order, roles, widgets},
    referential::Aspect,
};

/// A component without a role fails test 7.1.1 of RGAA or, if another component does the same, test 7.1.3.
const ROLE: [Aspect; 2] =
    [Aspect::new("component-name-role-value"), Aspect::new("component-name-role-relevant")];
/// An aspect of WCAG, for which another component makes no difference.
const OWN_ROLE: Aspect = Aspect::new("widget-role");

/// Largest length of the text of a component, in characters. A longer text is content, which may be focusable so that
/// it can be scrolled or read.
const LONGEST_LABEL: usize = 60;

pub static RULE: Rule = Rule {
    id: "component-has-role",
    aspects: &[ROLE[0], ROLE[1], OWN_ROLE],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("component_has_role.md"),
    applicability,
    expectation,
};

/// Elements with the native role `generic` that a `tabindex` makes reachable with the keyboard and that listen to
/// clicks.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| {
        node.is_html()
            && node.has_attribute("tabindex")
            && node.is_clickable()
            && node.is_visible()
            && focus_order::is_in_focus_order(node)
            && has_plain_or_given_role(node)
    })
}

fn has_plain_or_given_role(node: Node<'_>) -> bool {
    roles::native_role(node).is_some_and(|native| native.name == "generic")
        && !node.has_attribute("contenteditable")
}

fn expectation(node: Node<'_>) -> Verdict {
    if roles::explicit_role(node).is_some() {
        return Verdict::pass();
    }
    let text = node.visible_text();
    let is_label = !text.is_empty() && text.chars().count() <= LONGEST_LABEL;
    let scrolls = node.layout().is_some_and(|layout| layout.scroll.is_some());
    if is_label && !scrolls && widgets::stands_alone(node) {
        Verdict::fail("component-without-role").either(&ROLE).also(&[OWN_ROLE]).with("text", text)
    } else {
        Verdict::cant_tell("component-role-unclear")
    }
}
