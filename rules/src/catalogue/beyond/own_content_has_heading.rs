//! Content that is not repeated from page to page begins with a heading.

use crate::{Node, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "own-content-has-heading",
    aspects: &[],
    act: &["047fe0"],
    wcag: &["2.4.1"],
    doc: include_str!("own_content_has_heading.md"),
    applicability: bypass::whole_page,
    expectation,
};

fn expectation(html: Node<'_>) -> Verdict {
    bypass::judge(html, bypass::has_own_heading, "own-heading-missing", "own-heading-missing-to-check")
}
