//! The viewport of the page allows text to be enlarged on a telephone.

use crate::{Node, Rule, Verdict, parts::viewport};

pub static RULE: Rule = Rule {
    id: "viewport-allows-zoom",
    // RGAA accepts any way to enlarge text, and desktop browsers ignore the viewport.
    aspects: &[],
    act: &["b4f0c3"],
    wcag: &["1.4.4"],
    doc: include_str!("viewport_allows_zoom.md"),
    applicability: viewport::metas,
    expectation,
};

fn expectation(meta: Node<'_>) -> Verdict {
    viewport::judge(meta, Verdict::fail("viewport-blocks-zoom"))
}
