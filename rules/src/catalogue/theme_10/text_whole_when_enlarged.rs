//! No line of text is cut off when text is enlarged to 200 %.

use crate::{
    Node, Page, Rule, Verdict, page::sections::states::Recipe, parts::strained, referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "text-whole-when-enlarged",
    aspects: &[Aspect::new("text-enlarged-whole")],
    act: &[],
    wcag: &["1.4.4"],
    doc: include_str!("text_whole_when_enlarged.md"),
    applicability,
    expectation,
};

fn is_enlarged(recipe: &Recipe) -> bool {
    *recipe == Recipe::ENLARGED
}

fn applicability(page: &Page) -> Vec<Node<'_>> {
    strained::targets(page, is_enlarged)
}

fn expectation(node: Node<'_>) -> Verdict {
    strained::verdict_on_cut(node, is_enlarged, "text-cut-when-enlarged", "text-perhaps-cut-when-enlarged")
}
