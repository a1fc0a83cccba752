//! The page has a title that is not empty.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

const PRESENT: Aspect = Aspect::new("page-title-present");
const RELEVANT: Aspect = Aspect::new("page-title-relevant");
/// An aspect of WCAG, which allows two pages to have the same title.
const DESCRIPTIVE: Aspect = Aspect::new("page-title-descriptive");

pub static RULE: Rule = Rule {
    id: "page-has-title",
    aspects: &[PRESENT, RELEVANT, DESCRIPTIVE],
    act: &["2779a5"],
    wcag: &["2.4.2"],
    doc: include_str!("page_has_title.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    match html.page().title() {
        None => Verdict::fail("no-title").of(&[PRESENT]),
        // The element is present, so it fails because it says nothing.
        Some(title) if title.is_empty() => Verdict::fail("empty-title").of(&[RELEVANT, DESCRIPTIVE]),
        Some(_) if !stands_in_head(html) => Verdict::cant_tell("title-outside-head").of(&[PRESENT]),
        Some(_) => Verdict::pass().of(&[PRESENT]),
    }
}

/// Whether the title is in the `head`, the only place that HTML allows, though browsers find it elsewhere.
fn stands_in_head(html: Node<'_>) -> bool {
    let mut titles = html.descendants().filter(|node| node.is("title") && node.is_html());
    titles.next().is_some_and(|title| title.parent().is_some_and(|parent| parent.is("head")))
}
