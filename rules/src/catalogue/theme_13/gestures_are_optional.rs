//! A function that is triggered by a gesture can also be used with a simple press.

use crate::{
    Node, Page, Rule, Verdict,
    page::sections::listened::Kind::{MouseDown, MouseMove, TouchDown, TouchMove},
    parts::heard::{heard, told},
    referential::Aspect,
};

const FINGERS: Aspect = Aspect::new("multipoint-gesture-optional");
const PATH: Aspect = Aspect::new("path-gesture-optional");

pub static RULE: Rule = Rule {
    id: "gestures-are-optional",
    aspects: &[FINGERS, PATH],
    act: &[],
    wcag: &["2.5.1"],
    doc: include_str!("gestures_are_optional.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    told(page, &heard(page, &[MouseDown, MouseMove, TouchDown, TouchMove]))
}

/// A listener to the mouse alone cannot receive a gesture of several fingers.
fn expectation(node: Node<'_>) -> Verdict {
    let page = node.page();
    let is_touched = told(page, &heard(page, &[TouchDown, TouchMove])).contains(&node);
    let asked: &[Aspect] = if is_touched { &[FINGERS, PATH] } else { &[PATH] };
    Verdict::cant_tell("gestures-heard").of(asked)
}
