//! Spaces are used neither to separate the letters of a word nor to form columns.

use crate::{
    Node, Page, Rule, Verdict,
    page::Shadow,
    parts::spaces::{has_gaps, spaced_words, words_of},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "letters-not-spaced",
    aspects: &[Aspect::new("no-presentational-spaces")],
    act: &[],
    wcag: &["1.3.2"],
    doc: include_str!("letters_not_spaced.md"),
    applicability,
    expectation,
};

/// Text nodes with letters separated by spaces, or with long gaps of spaces that browsers do not collapse.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let own =
        |text: &Node<'_>| text.is_text() && !text.is_hidden() && text.shadow() != Some(Shadow::UserAgent);
    page.nodes()
        .filter(|text| own(text) && (has_gaps(text.text()) || !spaced_words(text.text()).is_empty()))
        .collect()
}

fn expectation(text: Node<'_>) -> Verdict {
    let spaced = spaced_words(text.text());
    let known = spaced.iter().find(|word| words_of(text.page()).contains(*word));
    match (known, spaced.first()) {
        (Some(word), _) => Verdict::fail("letters-spaced").with("word", word.as_str()),
        (None, Some(word)) => Verdict::cant_tell("letters-spaced-perhaps").with("word", word.as_str()),
        (None, None) => Verdict::cant_tell("spaces-in-a-row"),
    }
}
