//! The Tab key alone leads out of every element it leads into.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        focus_return::{self, Hold},
        held_focus,
    },
};

pub static RULE: Rule = Rule {
    id: "tab-key-leads-out",
    // The RGAA also takes a key of the page's own, if people are told of it.
    aspects: &[],
    act: &["a1b64e"],
    wcag: &["2.1.2"],
    doc: include_str!("tab_key_leads_out.md"),
    applicability,
    expectation,
};

/// Elements that run code when they are left, and the one that was seen to keep the focus.
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
