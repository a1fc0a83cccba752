//! The name of a button in a form is no placeholder.

use crate::{Node, Page, Rule, Verdict, parts::fields, referential::Aspect, standards::words};

pub static RULE: Rule = Rule {
    id: "button-name-says-something",
    aspects: &[Aspect::new("button-relevant")],
    act: &[],
    wcag: &["2.4.6", "4.1.2"],
    doc: include_str!("button_name_says_something.md"),
    applicability,
    expectation,
};

/// Named buttons inside a form.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let buttons = page.elements().filter(|node| node.has_role("button") && node.is_exposed());
    let named = buttons.filter(|node| !node.accessible_name().is_empty() && !fields::is_native(*node));
    named.filter(|node| !node.is("summary") && fields::form_of(*node).is_some()).collect()
}

fn expectation(button: Node<'_>) -> Verdict {
    let name = button.accessible_name();
    if words::is_placeholder_button_name(name) {
        Verdict::fail("button-placeholder").with("name", name)
    } else {
        Verdict::cant_tell("button-to-read").with("name", name)
    }
}
