//! A menu entry has a name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        name_inside::{self, Inside},
        names, roles, widgets,
    },
    referential::Aspect,
};

/// A component without a name fails one of these two aspects.
const NAMED: [Aspect; 2] =
    [Aspect::new("component-name-role-value"), Aspect::new("component-name-role-relevant")];
/// An aspect of WCAG, which asks for a name of every menu entry.
const NAME: Aspect = Aspect::new("widget-name");

pub static RULE: Rule = Rule {
    id: "menuitem-has-name",
    aspects: &[NAMED[0], NAMED[1], NAME],
    act: &["m6b1q3"],
    wcag: &["4.1.2"],
    doc: include_str!("menuitem_has_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| roles::explicit_role(node).is_some_and(|role| role.name == "menuitem"))
}

fn expectation(item: Node<'_>) -> Verdict {
    if !item.accessible_name().is_empty() {
        return Verdict::pass();
    }
    if name_inside::inside(item) > Inside::Nothing || names::labelledby_text(item).is_some() {
        return Verdict::cant_tell("menuitem-perhaps-named");
    }
    let nameless = Verdict::fail("menuitem-without-name").also(&[NAME]);
    if widgets::is_scripted(item) && item.is_visible() { nameless.either(&NAMED) } else { nameless.of(&[]) }
}
