//! No element traps the keyboard focus.

use crate::{
    Node, Outcome, Page, Rule, Verdict,
    parts::{
        focus_return::{self, Hold},
        held_focus,
    },
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

/// Elements that run code when they lose the focus, and the elements that kept the focus, alone or in a circle, when
/// the Tab key was used.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let mut nodes = focus_return::suspects(page);
    nodes.extend(page.held().map(|(stop, _)| stop.node));
    nodes.extend(ring(page));
    nodes.sort_by_key(Node::number);
    nodes.dedup();
    nodes
}

/// The first element of a circle in which the Tab key went round. `None` if a part in front of the page may be the
/// reason.
fn ring(page: &Page) -> Option<Node<'_>> {
    let (first, _) = page.ring()?;
    held_focus::is_in_the_page(first.node).then_some(first.node)
}

fn expectation(node: Node<'_>) -> Verdict {
    let by_code = by_code(node);
    let in_use = held_focus::held_at(node).map(|held| held_focus::judge(held, true)).or_else(|| round(node));
    let is_failed = |verdict: &Verdict| verdict.outcome == Outcome::Failed;
    match (by_code, in_use) {
        (Some(by_code), Some(in_use)) if is_failed(&by_code) || !is_failed(&in_use) => by_code,
        (_, Some(in_use)) => in_use,
        (by_code, None) => by_code.unwrap_or_else(Verdict::pass),
    }
}

fn round(node: Node<'_>) -> Option<Verdict> {
    let (first, last) = node.page().ring().filter(|(first, _)| first.node == node)?;
    let count = last.presses + 1 - first.presses;
    let verdict = Verdict::cant_tell("keyboard-goes-round").with("presses", first.presses.to_string());
    Some(verdict.with("count", count.to_string()))
}

/// The verdict from the code in attributes; `None` without such code. It is a doubt if the page may offer another key
/// that moves the focus out: if it has a script, or a text about keys.
fn by_code(node: Node<'_>) -> Option<Verdict> {
    let is_suspect = focus_return::suspects(node.page()).contains(&node);
    is_suspect.then(|| match focus_return::hold(node) {
        Hold::Free => Verdict::pass(),
        Hold::Itself if !may_lead_out(node.page()) => Verdict::fail("keyboard-trapped"),
        Hold::Itself | Hold::Ring(_) | Hold::Unknown => Verdict::cant_tell("keyboard-perhaps-trapped"),
    })
}

fn may_lead_out(page: &Page) -> bool {
    const KEYS: &[&str] = &["onkeydown", "onkeyup", "onkeypress"];
    let hears_keys = |node: Node<'_>| KEYS.iter().any(|name| node.has_attribute(name));
    !page.all(&["script"]).is_empty()
        || page.elements().any(hears_keys)
        || page.body().is_some_and(|body| words::speaks_of_keys(&body.rendered_text()))
}
