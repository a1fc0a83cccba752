//! The viewport of the page allows zooming on telephones.

use crate::{Node, Rule, Verdict, parts::viewport, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "zoom-on-mobile",
    aspects: &[Aspect::new("text-enlargeable")],
    act: &[],
    wcag: &["1.4.4"],
    doc: include_str!("zoom_on_mobile.md"),
    applicability: viewport::metas,
    expectation,
};

/// Never a failure: for RGAA, the zoom of a desktop browser is enough.
fn expectation(meta: Node<'_>) -> Verdict {
    viewport::judge(meta, Verdict::cant_tell("zoom-blocked-on-mobile"))
}
