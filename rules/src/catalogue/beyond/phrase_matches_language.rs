//! A phrase is in the language its element announces.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{function_words, language, passages},
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "phrase-matches-language",
    // The RGAA's rule waits for a passage long enough to leave no doubt.
    tests: &[],
    act: &["off6ek"],
    wcag: &["3.1.2"],
    doc: include_str!("phrase_matches_language.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let phrase = |node: &Node<'_>| {
        let text = passages::text_under(*node);
        !text.trim().is_empty() && !language::is_long(&text)
    };
    passages::language_holders(page).into_iter().filter(phrase).collect()
}

fn expectation(element: Node<'_>) -> Verdict {
    let code = passages::language_of(element).unwrap_or_default();
    let Ok(claimed) = languages::check(code.split('-').next().unwrap_or_default()) else {
        return Verdict::cant_tell("lang-to-compare").with("claimed", code);
    };
    match function_words::other_language(&passages::text_under(element), &claimed.language.code) {
        Some(found) => Verdict::fail("lang-other").with("found", found).with("claimed", code),
        None => Verdict::cant_tell("lang-to-compare").with("claimed", code),
    }
}
