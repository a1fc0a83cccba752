//! In a window 320 pixels wide, text is read without scrolling aside.

use crate::{Node, Page, Rule, Verdict, page::sections::states::Recipe, referential::Aspect};

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

/// Elements that suffer; else the page, if it was tried and has text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let strained = page.strained(is_narrow);
    if !strained.is_empty() {
        return strained.into_iter().map(|(node, _)| node).collect();
    }
    let body = page.body().filter(|body| page.was_tried(is_narrow) && !body.rendered_text().is_empty());
    body.into_iter().collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let strained = node.page().strained(is_narrow).into_iter().find(|(other, _)| *other == node);
    let Some((_, strained)) = strained else { return Verdict::pass() };
    let (needs, offers) = (strained.needs.to_string(), strained.offers.to_string());
    Verdict::fail("text-beyond-narrow-window").with("needs", needs).with("offers", offers)
}
