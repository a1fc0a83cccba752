//! No line of text is cut off when text spacing is increased.

use crate::{
    Node, Page, Rule, Verdict, page::sections::states::Recipe, parts::strained, referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "text-whole-when-spaced",
    aspects: &[Aspect::new("text-spacing")],
    act: &[],
    wcag: &["1.4.12"],
    doc: include_str!("text_whole_when_spaced.md"),
    applicability,
    expectation,
};

fn is_spaced(recipe: &Recipe) -> bool {
    recipe.spaced
}

fn applicability(page: &Page) -> Vec<Node<'_>> {
    strained::targets(page, is_spaced)
}

fn expectation(node: Node<'_>) -> Verdict {
    strained::verdict_on_cut(node, is_spaced, "text-cut-when-spaced", "text-perhaps-cut-when-spaced")
}
