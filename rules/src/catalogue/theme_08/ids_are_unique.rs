//! No two elements of the page have the same `id`.

use crate::{Node, Page, Rule, Verdict, page::Shadow, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "ids-are-unique",
    aspects: &[Aspect::new("source-valid")],
    act: &[],
    wcag: &["4.1.1"],
    doc: include_str!("ids_are_unique.md"),
    applicability,
    expectation,
};

/// Elements with an `id`. Empty for a page without a document type, which cannot be valid against one.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    if page.snapshot().documents[0].doctype.is_none() {
        return Vec::new();
    }
    let own = |node: &Node<'_>| node.document() == 0 && node.shadow() != Some(Shadow::UserAgent);
    let has_id = |node: &Node<'_>| node.attribute("id").is_some_and(|id| !id.trim().is_empty());
    page.elements().filter(|node| has_id(node) && own(node)).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let id = element.attribute("id").unwrap_or_default();
    match element.by_id(id) {
        Some(first) if first != element => {
            let verdict = if may_be_parted(first, element) {
                Verdict::cant_tell("id-repeated-perhaps-apart")
            } else {
                Verdict::fail("id-repeated")
            };
            verdict.with("id", id).with("other", beginning(first))
        }
        _ => Verdict::pass(),
    }
}

/// Whether both are in shadow trees that may be different ones. The capture does not say which shadow tree a node is
/// in. The trees may differ if, inside them, one of the nodes is below an element that can have its own shadow tree.
fn may_be_parted(one: Node<'_>, other: Node<'_>) -> bool {
    const BEARERS: &[&str] = &[
        "article",
        "aside",
        "blockquote",
        "div",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "main",
        "nav",
        "p",
        "section",
        "span",
    ];
    let inside = |node: &Node<'_>| node.shadow().is_some();
    let has_bearer =
        |node: Node<'_>| node.ancestors().take_while(inside).any(|above| above.is_one_of(BEARERS));
    inside(&one) && inside(&other) && (has_bearer(one) || has_bearer(other))
}

/// The beginning of the element's source, short enough for a sentence.
fn beginning(element: Node<'_>) -> String {
    const MOST_CHARACTERS: usize = 100;
    let excerpt = element.excerpt();
    match excerpt.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &excerpt[..end]),
        None => excerpt,
    }
}
