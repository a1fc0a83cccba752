//! The viewport of the page lets text be enlarged on a telephone.

use crate::{Node, Page, Rule, Verdict, parts::viewport};

pub static RULE: Rule = Rule {
    id: "viewport-allows-zoom",
    // The RGAA is content with any way of enlarging, and desktop browsers do not heed the viewport.
    tests: &[],
    act: &["b4f0c3"],
    wcag: &["1.4.4"],
    doc: include_str!("viewport_allows_zoom.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    viewport::metas(page)
}

fn expectation(meta: Node<'_>) -> Verdict {
    match viewport::zoom(meta) {
        Some(zoom) if !zoom.reaches_double() => Verdict::fail("viewport-blocks-zoom"),
        _ => Verdict::pass(),
    }
}
