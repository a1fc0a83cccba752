//! A passage is written in the language that its element declares.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        language::{self, Match},
        main_language, passages,
    },
    referential::Aspect,
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "element-lang-matches-text",
    aspects: &[Aspect::new("foreign-text-language-correct")],
    act: &["off6ek"],
    wcag: &["3.1.2"],
    doc: include_str!("element_lang_matches_text.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let speaks = |node: &Node<'_>| !passages::text_under(*node).trim().is_empty();
    passages::language_holders(page).into_iter().filter(speaks).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let code = passages::language_of(element).unwrap_or_default();
    let Ok(claimed) = languages::check(code.split('-').next().unwrap_or_default()) else {
        return Verdict::cant_tell("lang-to-compare").with("claimed", code);
    };
    let text = passages::text_under(element);
    match language::compare(element.page(), &text, &claimed) {
        Match::Same => Verdict::pass(),
        Match::Other(found) => Verdict::fail("lang-other")
            .with("found", found)
            .with("claimed", code)
            .with("passage", main_language::beginning(&text)),
        Match::Unknown => Verdict::cant_tell("lang-to-compare").with("claimed", code),
    }
}
