//! A message about a wrong entry says what is wrong or how to correct it, and reaches everybody.

use crate::{Node, Page, Rule, Verdict, parts::error_messages};

pub static RULE: Rule = Rule {
    id: "error-message-says-what-is-wrong",
    // The tests of RGAA are about messages that appear when a form is sent. An audit sends no form.
    aspects: &[],
    act: &["36b590"],
    wcag: &["3.3.1"],
    doc: include_str!("error_message_says_what_is_wrong.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    error_messages::shown(page)
}

fn expectation(message: Node<'_>) -> Verdict {
    if message.is_aria_hidden() {
        return if error_messages::is_told_elsewhere(message) {
            Verdict::pass()
        } else {
            Verdict::fail("error-message-unheard")
        };
    }
    let others = error_messages::shown(message.page());
    // If another message says more, this one may be its heading.
    if others.into_iter().all(error_messages::is_vague) {
        Verdict::fail("error-message-vague").with("message", message.visible_text())
    } else {
        Verdict::cant_tell("error-message-to-read")
    }
}
