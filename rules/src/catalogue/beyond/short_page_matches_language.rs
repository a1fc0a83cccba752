//! The words of a page with little text are in the language that the page declares.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{function_words, language, main_language, passages},
    standards::languages,
};

pub static RULE: Rule = Rule {
    id: "short-page-matches-language",
    // The rule for RGAA only judges passages that are long enough to leave no doubt.
    aspects: &[],
    act: &["ucwvc8"],
    wcag: &["3.1.1"],
    doc: include_str!("short_page_matches_language.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element()
        .filter(|root| root.is("html") && claimed(*root).is_some() && is_short(*root))
        .into_iter()
        .collect()
}

fn claimed(html: Node<'_>) -> Option<String> {
    let code = passages::language_of(html)?.split('-').next()?;
    Some(languages::check(code).ok()?.language.code.clone())
}

/// Whether no passage of the page is long enough for the rule that judges longer pages.
fn is_short(html: Node<'_>) -> bool {
    !own_passages(html).any(|text| language::is_long(&text))
}

fn own_passages(html: Node<'_>) -> impl Iterator<Item = String> {
    passages::all(html.page())
        .into_iter()
        .filter(move |passage| passage.language == Some(html))
        .map(|passage| passage.text)
}

fn expectation(html: Node<'_>) -> Verdict {
    let Some(claimed) = claimed(html) else { return Verdict::pass() };
    let title = html.page().title().unwrap_or_default();
    let text: Vec<String> = own_passages(html).chain([title]).chain(passages::names_under(html)).collect();
    let text = text.join(" . ");
    match function_words::other_language(&text, &claimed) {
        Some(found) => Verdict::fail("page-lang-other")
            .with("found", found)
            .with("claimed", claimed)
            .with("passage", main_language::beginning(&text)),
        None => Verdict::cant_tell("page-lang-too-little-text").with("claimed", claimed),
    }
}
