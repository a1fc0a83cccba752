//! The language given for the page is the one it is mainly written in.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{
        language::{self, Match},
        passages,
    },
    referential::TestId,
    standards::languages,
};

/// Enough to know the main language; a longer page is not read to its end.
const MOST_PASSAGES: usize = 40;
const MOST_CHARACTERS: usize = 5000;

pub static RULE: Rule = Rule {
    id: "page-lang-matches-text",
    tests: &[TestId::new(8, 4, 1)],
    act: &["ucwvc8"],
    wcag: &["3.1.1"],
    doc: include_str!("page_lang_matches_text.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html") && is_judged(*root)).into_iter().collect()
}

/// A valid code, or none while other elements give the language part by part.
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
    let (mut same, mut unknown) = (0, 0);
    let mut others: Vec<(&'static str, usize)> = Vec::new();
    let own = passages::of(html.page()).into_iter().filter(|passage| passage.language == Some(html));
    for passage in own.filter(|passage| language::is_long(&passage.text)).take(MOST_PASSAGES) {
        let letters = passage.text.len();
        match language::compare(html.page(), &passage.text, &claimed) {
            Match::Same => same += letters,
            Match::Unknown => unknown += letters,
            Match::Other(code) => match others.iter_mut().find(|(known, _)| *known == code) {
                Some((_, length)) => *length += letters,
                None => others.push((code, letters)),
            },
        }
    }
    let main = others.into_iter().max_by_key(|(_, letters)| *letters);
    match main {
        // Nine tenths in another language, and nothing in the claimed one.
        Some((code, letters)) if same == 0 && letters > 9 * unknown => {
            Verdict::fail("page-lang-other").with("found", code).with("claimed", claimed.language.code)
        }
        Some((code, letters)) if letters > same => {
            Verdict::cant_tell("page-lang-doubtful").with("found", code).with("claimed", claimed.language.code)
        }
        _ if same > 0 || is_same_in_all(html, &claimed) => Verdict::pass(),
        _ => Verdict::cant_tell("page-lang-too-little-text").with("claimed", claimed.language.code),
    }
}

/// Menus and headings, too short one by one, speak together for the announced language, never against it.
fn is_same_in_all(html: Node<'_>, claimed: &languages::Tag) -> bool {
    let own = passages::of(html.page()).into_iter().filter(|passage| passage.language == Some(html));
    let text: String = own.map(|passage| passage.text).collect::<Vec<_>>().join("\n");
    language::compare(html.page(), &text.chars().take(MOST_CHARACTERS).collect::<String>(), claimed) == Match::Same
}
