//! What is not repeated from page to page is inside a landmark.

use crate::{Node, Page, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "own-content-has-landmark",
    tests: &[],
    act: &["b40fd1"],
    wcag: &["2.4.1"],
    doc: include_str!("own_content_has_landmark.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let has_way = bypass::has_own_landmark(page);
    match has_way || !bypass::begins_with_repeated_block(page) {
        true => Verdict::cant_tell("own-landmark-missing-to-check"),
        false => Verdict::fail("own-landmark-missing"),
    }
}
