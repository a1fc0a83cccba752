//! A viewport that stops zooming on telephones is shown to a person.

use crate::{Node, Page, Rule, Verdict, parts::viewport, referential::TestId};

pub static RULE: Rule = Rule {
    id: "zoom-on-mobile",
    tests: &[TestId::new(10, 4, 2)],
    act: &[],
    wcag: &["1.4.4"],
    doc: include_str!("zoom_on_mobile.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    viewport::metas(page)
}

/// Never a failure: the zoom of a desktop browser is enough for the RGAA.
fn expectation(meta: Node<'_>) -> Verdict {
    match viewport::zoom(meta) {
        Some(zoom) if !zoom.reaches_double() => Verdict::cant_tell("zoom-blocked-on-mobile"),
        _ => Verdict::pass(),
    }
}
