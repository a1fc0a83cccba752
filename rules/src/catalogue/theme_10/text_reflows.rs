//! In a window 320 CSS pixels wide, text can be read without horizontal scrolling.

use crate::{
    Node, Page, Rule, Verdict, page::sections::states::Recipe, parts::strained, referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "text-reflows",
    aspects: &[Aspect::new("reflow-in-width")],
    act: &[],
    wcag: &["1.4.10"],
    doc: include_str!("text_reflows.md"),
    applicability,
    expectation,
};

fn is_narrow(recipe: &Recipe) -> bool {
    *recipe == Recipe::NARROW
}

fn applicability(page: &Page) -> Vec<Node<'_>> {
    strained::targets(page, is_narrow)
}

fn expectation(node: Node<'_>) -> Verdict {
    strained::verdict(node, is_narrow, "text-beyond-narrow-window")
}
