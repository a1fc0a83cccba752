//! A function that is triggered by moving the device can be used in another way.

use crate::{
    Node, Page, Rule, Verdict,
    page::sections::listened::Kind::Motion,
    parts::heard::{heard, told},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "device-motion-is-optional",
    aspects: &[Aspect::new("device-motion-optional"), Aspect::new("device-motion-disableable")],
    act: &["c249d5", "7677a9"],
    wcag: &["2.5.4"],
    doc: include_str!("device_motion_is_optional.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    told(page, &heard(page, &[Motion]))
}

/// Only a person can find out whether a control does the same, and whether the motion can be turned off.
fn expectation(_node: Node<'_>) -> Verdict {
    Verdict::cant_tell("device-motion-heard")
}
