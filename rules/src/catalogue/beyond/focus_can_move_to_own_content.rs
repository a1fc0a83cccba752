//! A link or a control moves the focus past the blocks that are repeated on every page.

use crate::{Node, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "focus-can-move-to-own-content",
    aspects: &[],
    act: &["ye5d6e"],
    wcag: &["2.4.1"],
    doc: include_str!("focus_can_move_to_own_content.md"),
    applicability: bypass::whole_page,
    expectation,
};

fn expectation(html: Node<'_>) -> Verdict {
    bypass::judge(html, bypass::has_instrument, "own-content-not-reached", "own-content-not-reached-to-check")
}
