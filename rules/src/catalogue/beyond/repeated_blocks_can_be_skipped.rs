//! There is some way past the blocks that come back on every page.

use crate::{Node, Page, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "repeated-blocks-can-be-skipped",
    tests: &[],
    act: &["cf77f2"],
    wcag: &["2.4.1"],
    doc: include_str!("repeated_blocks_can_be_skipped.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let has_way = bypass::has_own_heading(page) || bypass::has_own_landmark(page) || bypass::has_instrument(page);
    match has_way || !bypass::begins_with_repeated_block(page) {
        true => Verdict::cant_tell("no-way-past-repeated-to-check"),
        false => Verdict::fail("no-way-past-repeated"),
    }
}
