//! Elements are nested as HTML allows, as far as the rendered tree alone can show it.

use crate::{
    Node, Page, Rule, Verdict,
    page::Shadow,
    parts::{document_type, nesting},
    referential::Aspect,
};

/// Largest number of characters of a text that a finding quotes.
const MOST_SHOWN: usize = 60;

pub static RULE: Rule = Rule {
    id: "elements-are-nested-as-allowed",
    aspects: &[Aspect::new("source-valid")],
    act: &[],
    wcag: &["4.1.1"],
    doc: include_str!("elements_are_nested_as_allowed.md"),
    applicability,
    expectation,
};

/// Elements of the page's own tree below the body of an HTML5 document.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    if !document_type::is_html5(page) {
        return Vec::new();
    }
    let Some(body) = page.body() else { return Vec::new() };
    let own = |node: &Node<'_>| node.is_html() && node.shadow() != Some(Shadow::UserAgent);
    body.descendants().filter(own).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    if let Some(outer) = nesting::forbidding(element) {
        return Verdict::fail("nesting-not-allowed")
            .with("inner", element.name())
            .with("outer", outer.name());
    }
    match nesting::loose_text(element) {
        Some(text) => Verdict::fail("text-directly-in-list")
            .with("list", element.name())
            .with("text", text.chars().take(MOST_SHOWN).collect::<String>()),
        None => Verdict::pass(),
    }
}
