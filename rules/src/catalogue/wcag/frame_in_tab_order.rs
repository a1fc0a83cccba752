//! A frame with a visible control is not taken out of the tab order.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "frame-in-tab-order",
    aspects: &[Aspect::new("frame-reachable-by-keyboard")],
    act: &["akn7bn"],
    wcag: &["2.1.1"],
    doc: include_str!("frame_in_tab_order.md"),
    applicability,
    expectation,
};

/// Exposed frames with a visible control. The content of a frame that was not captured, such as one of another site, is
/// not known.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["iframe"]).into_iter().filter(|frame| frame.is_exposed() && shows_control(*frame)).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    if frame.has_negative_tabindex() { Verdict::fail("frame-out-of-tab-order") } else { Verdict::pass() }
}

fn shows_control(frame: Node<'_>) -> bool {
    let (Some(area), Some(shown)) = (frame.rect(), frame.content_document()) else { return false };
    shown.descendants().any(|node| {
        let in_view =
            node.rect().is_some_and(|rect| rect.x() + 1.0 < area.width() && rect.y() + 1.0 < area.height());
        node.is_element() && node.is_tabbable() && node.is_visible() && node.is_exposed() && in_view
    })
}
