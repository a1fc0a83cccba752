//! A control collapses the blocks that are repeated on every page.

use crate::{Node, Page, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "repeated-blocks-can-be-folded",
    aspects: &[],
    act: &["3e12e1"],
    wcag: &["2.4.1"],
    doc: include_str!("repeated_blocks_can_be_folded.md"),
    applicability: bypass::whole_page,
    expectation,
};

fn expectation(html: Node<'_>) -> Verdict {
    bypass::judge(html, may_fold, "repeated-blocks-not-folded", "repeated-blocks-not-folded-to-check")
}

/// Whether a control, or a script that makes a link a control, may collapse a block.
fn may_fold(page: &Page) -> bool {
    bypass::has_control(page) || !page.all(&["script"]).is_empty()
}
