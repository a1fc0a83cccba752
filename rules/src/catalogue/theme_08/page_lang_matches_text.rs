//! The language that the page declares is the one that it is mainly written in.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{language, main_language, passages},
    referential::Aspect,
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "page-lang-matches-text",
    aspects: &[Aspect::new("page-language-correct")],
    act: &["ucwvc8"],
    wcag: &["3.1.1"],
    doc: include_str!("page_lang_matches_text.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html") && is_judged(*root)).into_iter().collect()
}

/// Whether the language is judged: the code of the page is valid, or the page has none and elements inside declare the
/// language of its parts.
fn is_judged(html: Node<'_>) -> bool {
    match passages::language_of(html) {
        Some(code) if !code.is_empty() => language::code_of(code) == language::Code::Known,
        _ => html.descendants().any(|node| passages::language_of(node).is_some_and(|code| !code.is_empty())),
    }
}

/// The part of the code that names the language.
fn language_of(html: Node<'_>) -> Option<&str> {
    passages::language_of(html)?.split('-').next()
}

fn expectation(html: Node<'_>) -> Verdict {
    let Some(claimed) = language_of(html).and_then(|code| languages::check(code).ok()) else {
        return Verdict::cant_tell("page-lang-in-parts");
    };
    let shares = main_language::shares(html, &claimed);
    let told = |verdict: Verdict| verdict.with("claimed", claimed.language.code.as_str());
    match shares.main_other() {
        // Nine tenths in another language, and nothing in the claimed one.
        Some(main) if shares.same == 0 && main.bytes > 9 * shares.unknown => {
            told(Verdict::fail("page-lang-other"))
                .with("found", main.code)
                .with("passage", main.example.as_str())
        }
        Some(main) if main.bytes > shares.same => {
            told(Verdict::cant_tell("page-lang-doubtful")).with("found", main.code)
        }
        _ if shares.same > 0 => Verdict::pass(),
        _ => told(Verdict::cant_tell("page-lang-too-little-text")),
    }
}
