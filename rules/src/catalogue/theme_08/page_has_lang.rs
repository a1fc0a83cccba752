//! The page says in which language it is written.

use crate::{Node, Page, Rule, Verdict, referential::TestId};

pub static RULE: Rule = Rule {
    id: "page-has-lang",
    tests: &[TestId::new(8, 3, 1)],
    act: &["b5c3f8"],
    wcag: &["3.1.1"],
    doc: include_str!("page_has_lang.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    match html.attribute("lang").map(str::trim) {
        // In XML it is `xml:lang` that gives the language.
        None if !html.is_html() && html.attribute("xml:lang").is_some_and(|lang| !lang.trim().is_empty()) => {
            Verdict::pass()
        }
        None if every_text_has_lang(html) => Verdict::pass(),
        None if html.has_attribute("xml:lang") => Verdict::fail("only-xml-lang"),
        None => Verdict::fail("no-lang"),
        Some("") if every_text_has_lang(html) => Verdict::pass(),
        Some("") => Verdict::fail("empty-lang"),
        Some(_) => Verdict::pass(),
    }
}

/// The RGAA accepts a language given on an ancestor of every text instead.
fn every_text_has_lang(html: Node<'_>) -> bool {
    let mut texts = html.descendants().filter(|node| node.is_text() && !node.text().trim().is_empty()).peekable();
    texts.peek().is_some()
        && texts.all(|text| {
            text.ancestors().any(|node| node.attribute("lang").is_some_and(|lang| !lang.trim().is_empty()))
        })
}
