//! Content that is not repeated from page to page is inside a landmark.

use crate::{Node, Rule, Verdict, parts::bypass};

pub static RULE: Rule = Rule {
    id: "own-content-has-landmark",
    aspects: &[],
    act: &["b40fd1"],
    wcag: &["2.4.1"],
    doc: include_str!("own_content_has_landmark.md"),
    applicability: bypass::whole_page,
    expectation,
};

fn expectation(html: Node<'_>) -> Verdict {
    bypass::judge(html, bypass::has_own_landmark, "own-landmark-missing", "own-landmark-missing-to-check")
}
