//! The page declares the language in which it is written.

use crate::{
    Node, Page, Rule, Verdict,
    parts::document_type::{self, LanguageBy},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "page-has-lang",
    aspects: &[Aspect::new("page-language-present")],
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
    let is_filled = |name: &str| html.attribute(name).is_some_and(|lang| !lang.trim().is_empty());
    if is_filled("lang") || every_text_has_lang(html, &[]) {
        return Verdict::pass();
    }
    if is_filled("xml:lang") {
        return match document_type::language_by(html.page()) {
            LanguageBy::XmlLang => Verdict::pass(),
            // The methodology of RGAA asks for both attributes, the wording of the test for one of them.
            LanguageBy::Both => Verdict::cant_tell("only-xml-lang-in-xhtml"),
            LanguageBy::Lang => Verdict::fail("only-xml-lang"),
        };
    }
    // A person must decide whether the test also asks for the language of the title.
    if every_text_has_lang(html, &["title"]) {
        return Verdict::cant_tell("lang-below-html");
    }
    if html.has_attribute("lang") { Verdict::fail("empty-lang") } else { Verdict::fail("no-lang") }
}

/// Whether every text outside these elements has an ancestor below `html` that declares its language. RGAA accepts this
/// instead.
fn every_text_has_lang(html: Node<'_>, outside: &[&str]) -> bool {
    let is_xml = document_type::language_by(html.page()) != LanguageBy::Lang;
    let is_told = |node: Node<'_>| {
        let says = |name: &str| node.attribute(name).is_some_and(|lang| !lang.trim().is_empty());
        says("lang") || (is_xml && says("xml:lang"))
    };
    let is_read = |text: &Node<'_>| {
        let program = text
            .parent()
            .is_some_and(|parent| parent.is_one_of(&["script", "style", "template", "noscript"]));
        let is_outside = text.parent().is_some_and(|parent| parent.is_one_of(outside));
        text.is_text() && !text.text().trim().is_empty() && !program && !is_outside
    };
    let mut texts = html.descendants().filter(is_read).peekable();
    texts.peek().is_some()
        && texts.all(|text| text.ancestors().take_while(|above| *above != html).any(is_told))
}
