//! A frame has a `title` attribute.

use crate::{Node, Page, Rule, Verdict, parts::graphics, referential::TestId};

pub static RULE: Rule = Rule {
    id: "frame-has-title",
    tests: &[TestId::new(2, 1, 1)],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("frame_has_title.md"),
    applicability,
    expectation,
};

/// Frames inside a framed document are that document's.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["iframe", "frame"]).into_iter().filter(|frame| frame.document() == 0 && frame.is_exposed()).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    if frame.has_attribute("title") {
        return Verdict::pass();
    }
    if graphics::has_presentational_role(frame) {
        return Verdict::cant_tell("frame-presentational");
    }
    match frame.accessible_name() {
        "" => Verdict::fail("frame-no-title"),
        name => Verdict::fail("frame-named-without-title").with("name", name),
    }
}
