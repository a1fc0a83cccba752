//! A frame that assistive technologies announce has an accessible name, from any source.

use crate::{Node, Page, Rule, Verdict, parts::graphics, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "frame-has-accessible-name",
    aspects: &[Aspect::new("frame-name")],
    act: &["cae760"],
    wcag: &["4.1.2"],
    doc: include_str!("frame_has_accessible_name.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged = |frame: &Node<'_>| {
        frame.is_exposed()
            && frame.in_accessibility_tree()
            && !graphics::has_presentational_role(*frame)
            && !frame.has_negative_tabindex()
    };
    page.all(&["iframe"]).into_iter().filter(is_judged).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    match frame.accessible_name() {
        "" => Verdict::fail("frame-nameless"),
        _ => Verdict::pass(),
    }
}
