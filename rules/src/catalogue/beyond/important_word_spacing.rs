//! A word spacing that the user cannot override, because it is `!important`, is wide enough.

use crate::{
    Node, Page, Rule, Verdict,
    parts::important_spacing::{Spacing, fixed, judge},
};

pub static RULE: Rule = Rule {
    id: "important-word-spacing",
    // RGAA asks that text stays readable when its spacing is increased. Here it is not increased, so the text stays
    // readable.
    aspects: &[],
    act: &["9e45ec"],
    wcag: &["1.4.12"],
    doc: include_str!("important_word_spacing.md"),
    applicability,
    expectation,
};

const SPACING: Spacing =
    Spacing { property: "word-spacing", least: 0.16, takes_factor: false, between_lines: false };

fn applicability(page: &Page) -> Vec<Node<'_>> {
    fixed(page, &SPACING)
}

fn expectation(node: Node<'_>) -> Verdict {
    judge(node, &SPACING)
}
