//! A part of a vector image that is announced as a graphic has a name.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        graphics,
        name_inside::{self, Inside},
        names,
    },
    referential::Aspect,
};

const VECTOR: Aspect = Aspect::new("svg-alternative");
const ROLE_IMAGE: Aspect = Aspect::new("img-alternative");
/// An aspect of WCAG, which also asks for a name of the graphics roles.
const NAME: Aspect = Aspect::new("graphic-role-name");

pub static RULE: Rule = Rule {
    id: "graphic-role-has-name",
    aspects: &[VECTOR, ROLE_IMAGE, NAME],
    act: &["7d6734"],
    wcag: &["1.1.1"],
    doc: include_str!("graphic_role_has_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let in_svg = |node: &Node<'_>| !node.is_html() && node.closest(|ancestor| ancestor.is("svg")).is_some();
    page.elements()
        .filter(in_svg)
        .filter(|node| has_graphic_role(*node) && node.is_exposed() && node.in_accessibility_tree())
        .collect()
}

fn has_graphic_role(node: Node<'_>) -> bool {
    graphics::has_image_role(node)
        || matches!(graphics::first_role(node).as_deref(), Some("graphics-document" | "graphics-symbol"))
}

fn expectation(graphic: Node<'_>) -> Verdict {
    if !graphic.accessible_name().is_empty() {
        return Verdict::pass();
    }
    let named = names::is_named_by(graphic, &["aria-label", "aria-labelledby"]);
    if named || name_inside::inside(graphic) > Inside::Nothing {
        return Verdict::cant_tell("image-role-name-unread");
    }
    if graphics::is_inside_closed_role(graphic) {
        return Verdict::cant_tell("image-in-closed-part");
    }
    let fails = Verdict::fail("graphic-role-unnamed").also(&[NAME]);
    match (graphics::has_image_role(graphic), graphic.is("svg")) {
        (true, true) => fails.of(&[VECTOR]),
        (true, false) => fails.of(&[ROLE_IMAGE]),
        // RGAA has no test about the graphics roles.
        (false, _) => fails.of(&[]),
    }
}
