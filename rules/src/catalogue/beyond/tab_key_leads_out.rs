//! The Tab key alone leads out of every element it leads into.

use crate::{
    Node, Page, Rule, Verdict,
    parts::focus_return::{self, Hold},
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

fn applicability(page: &Page) -> Vec<Node<'_>> {
    focus_return::suspects(page)
}

fn expectation(node: Node<'_>) -> Verdict {
    match focus_return::hold(node) {
        Hold::Free => Verdict::pass(),
        Hold::Itself | Hold::Ring(_) => Verdict::fail("tab-key-trapped"),
        Hold::Unknown => Verdict::cant_tell("keyboard-perhaps-trapped"),
    }
}
