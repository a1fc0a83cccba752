//! The Tab key alone moves the focus out of every element that it moves it into.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        focus_return::{self, Hold},
        held_focus,
    },
};

pub static RULE: Rule = Rule {
    id: "tab-key-leads-out",
    // RGAA also accepts another key that moves the focus out, if the page tells people about it.
    aspects: &[],
    act: &["a1b64e"],
    wcag: &["2.1.2"],
    doc: include_str!("tab_key_leads_out.md"),
    applicability,
    expectation,
};

/// Elements that run code when they lose the focus, and the element that kept the focus when the Tab key was used.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let mut nodes = focus_return::suspects(page);
    nodes.extend(page.held().map(|(stop, _)| stop.node).filter(|node| !nodes.contains(node)));
    nodes
}

fn expectation(node: Node<'_>) -> Verdict {
    if !focus_return::suspects(node.page()).contains(&node) {
        let held = held_focus::held_at(node);
        return held.map_or_else(Verdict::pass, |held| held_focus::judge(held, false));
    }
    match focus_return::hold(node) {
        Hold::Free => Verdict::pass(),
        Hold::Itself | Hold::Ring(_) => Verdict::fail("tab-key-trapped"),
        Hold::Unknown => Verdict::cant_tell("keyboard-perhaps-trapped"),
    }
}
