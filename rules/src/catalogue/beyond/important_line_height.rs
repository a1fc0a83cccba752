//! A line height that the user cannot override, because it is `!important`, is high enough.

use crate::{
    Node, Page, Rule, Verdict,
    parts::important_spacing::{Spacing, fixed, judge},
};

pub static RULE: Rule = Rule {
    id: "important-line-height",
    // RGAA asks that text stays readable when its spacing is increased. Here it is not increased, so the text stays
    // readable.
    aspects: &[],
    act: &["78fd32"],
    wcag: &["1.4.12"],
    doc: include_str!("important_line_height.md"),
    applicability,
    expectation,
};

const SPACING: Spacing =
    Spacing { property: "line-height", least: 1.5, takes_factor: true, between_lines: true };

fn applicability(page: &Page) -> Vec<Node<'_>> {
    fixed(page, &SPACING)
}

fn expectation(node: Node<'_>) -> Verdict {
    judge(node, &SPACING)
}
