//! With more space in the text, it loses no lines.

use crate::{Node, Page, Rule, Verdict, page::sections::states::Recipe, referential::Aspect};

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

/// Elements that suffer; else the page, if it was tried and has text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let strained = page.strained(is_spaced);
    if !strained.is_empty() {
        return strained.into_iter().map(|(node, _)| node).collect();
    }
    let body = page.body().filter(|body| page.was_tried(is_spaced) && !body.rendered_text().is_empty());
    body.into_iter().collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let strained = node.page().strained(is_spaced).into_iter().find(|(other, _)| *other == node);
    let Some((_, strained)) = strained else { return Verdict::pass() };
    let (needs, offers) = (strained.needs.to_string(), strained.offers.to_string());
    Verdict::fail("text-cut-when-spaced").with("needs", needs).with("offers", offers)
}
