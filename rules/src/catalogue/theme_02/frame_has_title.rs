//! A frame has a `title` attribute.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{graphics, unseen},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "frame-has-title",
    aspects: &[Aspect::new("frame-title")],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("frame_has_title.md"),
    applicability,
    expectation,
};

/// Exposed frames of the page's own document. Two other kinds are targets only if they have no title: frames that are
/// not exposed but may be shown later, and frames inside a framed document.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let waits = |frame: &Node<'_>| !frame.has_attribute("title") && unseen::frame_waits(*frame);
    let is_untitled_below = |frame: &Node<'_>| {
        frame.is_exposed() && !frame.has_attribute("title") && unseen::shows_document(*frame)
    };
    let counts = |frame: &Node<'_>| {
        if frame.document() == 0 { frame.is_exposed() || waits(frame) } else { is_untitled_below(frame) }
    };
    page.all(&["iframe", "frame"]).into_iter().filter(counts).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    if frame.has_attribute("title") {
        return Verdict::pass();
    }
    if !frame.is_exposed() {
        return Verdict::cant_tell("frame-not-in-front");
    }
    if frame.document() != 0 {
        return Verdict::cant_tell("frame-in-frame-no-title");
    }
    if graphics::has_presentational_role(frame) {
        return Verdict::cant_tell("frame-presentational");
    }
    match frame.accessible_name() {
        "" => Verdict::fail("frame-no-title"),
        name => Verdict::fail("frame-named-without-title").with("name", name),
    }
}
