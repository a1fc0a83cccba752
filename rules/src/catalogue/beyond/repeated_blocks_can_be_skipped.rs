//! There is a way past the blocks that are repeated on every page.

use crate::{Node, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "repeated-blocks-can-be-skipped",
    aspects: &[],
    act: &["cf77f2"],
    wcag: &["2.4.1"],
    doc: include_str!("repeated_blocks_can_be_skipped.md"),
    applicability: bypass::whole_page,
    expectation,
};

fn expectation(html: Node<'_>) -> Verdict {
    bypass::judge(html, bypass::has_any_way, "no-way-past-repeated", "no-way-past-repeated-to-check")
}
