//! What is not repeated from page to page begins with a heading.

use crate::{Node, Page, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "own-content-has-heading",
    tests: &[],
    act: &["047fe0"],
    wcag: &["2.4.1"],
    doc: include_str!("own_content_has_heading.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let has_way = bypass::has_own_heading(page);
    match has_way || !bypass::begins_with_repeated_block(page) {
        true => Verdict::cant_tell("own-heading-missing-to-check"),
        false => Verdict::fail("own-heading-missing"),
    }
}
