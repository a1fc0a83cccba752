//! Content that has to be scrolled inside the page can be scrolled with the keyboard.

use crate::{
    Node, Page, Rule, Style, Verdict, page::snapshot::ScrollSize, parts::focus_order::is_in_focus_order,
};

pub static RULE: Rule = Rule {
    id: "scrollable-reached-by-keyboard",
    // In browsers where the Tab key stops at such a box without any code, it is no failure of RGAA.
    aspects: &[],
    act: &["0ssw9k"],
    wcag: &["2.1.1", "2.1.3"],
    doc: include_str!("scrollable_reached_by_keyboard.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.elements()
        .filter(|node| node.is_html() && !node.is_one_of(&["html", "body"]) && hides_some(*node))
        .collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    if std::iter::once(node).chain(node.descendants()).any(is_in_focus_order) {
        Verdict::pass()
    } else {
        Verdict::fail("scrollable-not-reached")
    }
}

/// Whether the box scrolls and some visible content is outside of its view.
fn hides_some(node: Node<'_>) -> bool {
    let (Some(rect), Some(scroll)) = (node.rect(), node.layout().and_then(|layout| layout.scroll)) else {
        return false;
    };
    // The capture does not ask for sizes in frames and shadow trees. There, positions are compared instead.
    let is_unknown = scroll == ScrollSize::UNKNOWN;
    let scrolls = |style| matches!(node.style(style), Some("auto" | "scroll"));
    let across = scrolls(Style::OverflowX) && (is_unknown || scroll.scroll_width > scroll.client_width);
    let down = scrolls(Style::OverflowY) && (is_unknown || scroll.scroll_height > scroll.client_height);
    if !(across || down) || node.is_hidden() || !node.is_visible() {
        return false;
    }
    // Lengths are rounded to whole CSS pixels, so less than two pixels outside is no content.
    const DUST: f64 = 2.0;
    let beyond = |below: &Node<'_>| {
        let place = below.rect().unwrap_or_default();
        (across && place.right() > rect.right() + DUST) || (down && place.bottom() > rect.bottom() + DUST)
    };
    let shows = |below: &Node<'_>| below.is_picture() || (below.is_text() && !below.text().trim().is_empty());
    let is_held = |below: &Node<'_>| !is_unknown || flows_in(*below, node);
    node.descendants().any(|below| shows(&below) && below.is_visible() && beyond(&below) && is_held(&below))
}

/// Whether no element from `below` up to `node` is positioned, so that `below` cannot be outside of the box.
fn flows_in(below: Node<'_>, node: Node<'_>) -> bool {
    let mut between = std::iter::once(below).chain(below.ancestors()).take_while(|above| *above != node);
    !between.any(|above| matches!(above.style(Style::Position), Some("absolute" | "fixed")))
}
