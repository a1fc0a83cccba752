//! A passage that declares its language uses a code that exists.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{language, passages},
    referential::Aspect,
};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "element-lang-is-valid",
    aspects: &[Aspect::new("foreign-text-language-correct")],
    act: &["de46e4"],
    wcag: &["3.1.2"],
    doc: include_str!("element_lang_is_valid.md"),
    applicability,
    expectation,
};

/// Elements below `body` whose `lang` covers some text that is shown or heard.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let texts =
        page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty() && !node.is_hidden());
    let read = texts
        .filter_map(|text| text.parent())
        .filter(|parent| !parent.is_one_of(&["script", "style", "template"]));
    let covering: HashSet<Node<'_>> = read.filter_map(passages::language_holder).collect();
    let is_target = |node: &Node<'_>| {
        has_lang(node)
            && is_in_body(node)
            && (covering.contains(node) || !passages::names_under(*node).is_empty())
    };
    page.elements().filter(is_target).collect()
}

fn has_lang(node: &Node<'_>) -> bool {
    node.attribute("lang").is_some_and(|lang| !lang.is_empty())
}

fn is_in_body(node: &Node<'_>) -> bool {
    !node.is("body") && node.ancestors().any(|above| above.is("body"))
}

fn expectation(element: Node<'_>) -> Verdict {
    let code = element.attribute("lang").unwrap_or_default().trim();
    match language::code_of(code) {
        language::Code::Known => Verdict::pass(),
        language::Code::Long => Verdict::fail("lang-long-code").of(&[]).with("code", code),
        language::Code::Unknown => Verdict::fail("lang-unknown").with("code", code),
    }
}
