//! A passage is written in the language its element announces.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        language::{self, Match},
        passages,
    },
    referential::TestId,
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "element-lang-matches-text",
    tests: &[TestId::new(8, 8, 1)],
    act: &[],
    wcag: &["3.1.2"],
    doc: include_str!("element_lang_matches_text.md"),
    applicability,
    expectation,
};

/// The outermost elements below `body` with a valid `lang`; those in between are judged with their own text.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let valid = |node: &Node<'_>| {
        node.attribute("lang").is_some_and(|code| language::code_of(code.trim()) == language::Code::Known)
    };
    let in_body = |node: &Node<'_>| node.ancestors().any(|above| above.is("body"));
    let own_text = |node: &Node<'_>| !text_of(*node).trim().is_empty();
    page.elements().filter(|node| valid(node) && in_body(node) && own_text(node)).collect()
}

/// Rendered text that takes its language from this element.
fn text_of(element: Node<'_>) -> String {
    let own = element.descendants().filter(|node| node.is_text() && !node.is_hidden());
    let own = own.filter(|text| {
        let holder = text.parent().and_then(passages::language_holder);
        holder == Some(element) && !text.ancestors().any(|node| passages::is_silent(&node))
    });
    own.map(|text| text.text()).collect::<Vec<_>>().join(" ")
}

fn expectation(element: Node<'_>) -> Verdict {
    let code = passages::language_of(element).unwrap_or_default();
    let Ok(claimed) = languages::check(code.split('-').next().unwrap_or_default()) else {
        return Verdict::cant_tell("lang-to-compare").with("claimed", code);
    };
    match language::compare(element.page(), &text_of(element), &claimed) {
        Match::Same => Verdict::pass(),
        Match::Other(found) => Verdict::fail("lang-other").with("found", found).with("claimed", code),
        Match::Unknown => Verdict::cant_tell("lang-to-compare").with("claimed", code),
    }
}
