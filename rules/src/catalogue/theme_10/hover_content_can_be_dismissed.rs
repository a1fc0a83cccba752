//! Content that appears under the pointer and covers text can be closed without moving the pointer.

use crate::{
    Node, Page, Rule, Verdict,
    page::{
        hovered::Hovered,
        sections::hovers::{Cause, Escape},
    },
    parts::hover_content::{is_component, trigger_words},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "hover-content-can-be-dismissed",
    aspects: &[Aspect::new("additional-content-dismissible")],
    act: &[],
    wcag: &["1.4.13"],
    doc: include_str!("hover_content_can_be_dismissed.md"),
    applicability,
    expectation,
};

/// Content that covers text. Other content need not be closed.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.hovered().iter().filter(|content| content.seen.covers).map(Hovered::told).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(content) = node.page().hovered_at(node) else { return Verdict::pass() };
    let verdict = match content.seen.escape {
        Escape::Closes => return Verdict::pass(),
        Escape::Stays if no_key_counts(&content) => Verdict::fail("hover-content-not-dismissed"),
        Escape::Stays | Escape::Untried => Verdict::cant_tell("hover-content-perhaps-not-dismissed"),
    };
    verdict.with("trigger", trigger_words(&content))
}

/// Whether no key can close the content: style sheets alone show it, no script listens to keys, and nothing happens
/// when the trigger is activated.
fn no_key_counts(content: &Hovered<'_>) -> bool {
    let trigger = content.trigger;
    let page = trigger.page();
    let is_activated =
        |node: &Node<'_>| node.is_element() && node.is_clickable() && !node.is_one_of(&["a", "area"]);
    let hears_keys = page.hovers().is_none_or(|hovers| hovers.hears_keys);
    content.seen.cause == Cause::Style
        && !hears_keys
        && is_component(content)
        && !page.is_moving(trigger)
        && trigger.closest(is_activated).is_none()
        && !trigger.descendants().any(|node| is_activated(&node))
}
