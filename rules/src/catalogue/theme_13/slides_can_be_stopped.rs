//! Slides that turn by themselves can be stopped.

use crate::{
    Node, Page, Rule, Verdict, page::sections::motions::Kind, parts::motion_control, referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "slides-can-be-stopped",
    aspects: &[Aspect::new("motion-controllable")],
    act: &[],
    wcag: &["2.2.2"],
    doc: include_str!("slides_can_be_stopped.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.in_motion(Kind::Slides).into_iter().map(|(node, _)| node).collect()
}

/// Never a failure: the page may contain a list of the same contents, and slides may stop after one turn.
fn expectation(node: Node<'_>) -> Verdict {
    if motion_control::may_be_stopped(node) {
        Verdict::cant_tell("slides-with-control")
    } else {
        Verdict::cant_tell("slides-without-control")
    }
}
