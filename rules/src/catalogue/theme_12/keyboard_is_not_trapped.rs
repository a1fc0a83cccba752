//! No element holds whoever comes to it with the keyboard.

use crate::{
    Node, Page, Rule, Verdict,
    parts::focus_return::{self, Hold},
    referential::Aspect,
    standards::words,
};

pub static RULE: Rule = Rule {
    id: "keyboard-is-not-trapped",
    aspects: &[Aspect::new("no-keyboard-trap")],
    act: &["80af7b", "ebe86a"],
    wcag: &["2.1.2"],
    doc: include_str!("keyboard_is_not_trapped.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    focus_return::suspects(page)
}

/// An own key may lead out, of which the page must tell: by a script, and in words.
fn expectation(node: Node<'_>) -> Verdict {
    match focus_return::hold(node) {
        Hold::Free => Verdict::pass(),
        Hold::Itself if !may_lead_out(node.page()) => Verdict::fail("keyboard-trapped"),
        Hold::Itself | Hold::Ring(_) | Hold::Unknown => Verdict::cant_tell("keyboard-perhaps-trapped"),
    }
}

fn may_lead_out(page: &Page) -> bool {
    const KEYS: &[&str] = &["onkeydown", "onkeyup", "onkeypress"];
    let hears_keys = |node: Node<'_>| KEYS.iter().any(|name| node.has_attribute(name));
    !page.all(&["script"]).is_empty()
        || page.elements().any(hears_keys)
        || page.body().is_some_and(|body| words::speaks_of_keys(&body.rendered_text()))
}
