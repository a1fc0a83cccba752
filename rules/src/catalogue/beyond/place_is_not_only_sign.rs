//! A text that refers to an element by its place or its shape also identifies it in another way.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{headings, inline, names},
    standards::words::{self, Thing},
};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "place-is-not-only-sign",
    // The rule guesses from the text which element is meant, so test 10.9.1 of RGAA is left to a person.
    aspects: &[],
    act: &["9bd38c"],
    wcag: &["1.3.3"],
    doc: include_str!("place_is_not_only_sign.md"),
    applicability,
    expectation,
};

/// Smallest length of a word that is compared, in characters. Shorter words say little.
const SHORTEST: usize = 4;

/// Blocks of text that name a kind of element together with a place or a shape.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let texts =
        page.nodes().filter(|node| node.is_text() && !node.text().trim().is_empty() && node.is_visible());
    let blocks = texts.filter_map(inline::block_around).filter(|block| !headings::is_heading(*block));
    let mut seen = HashSet::new();
    blocks
        .filter(|block| seen.insert(block.number()) && words::sent_to(&block.rendered_text()).is_some())
        .collect()
}

fn expectation(block: Node<'_>) -> Verdict {
    let text = block.rendered_text();
    let Some((kind, sign)) = words::sent_to(&text) else { return Verdict::pass() };
    let page = block.page();
    let meant: Vec<Node<'_>> = page
        .elements()
        .filter(|node| node.is_exposed() && node.role().is_some_and(|role| role == kind.role))
        .collect();
    let said = stems(&text, kind);
    let is_told =
        |thing: &Node<'_>| !said.is_disjoint(&stems(thing.accessible_name(), kind)) || has_heading(*thing);
    let others_tell =
        headings::exposed(page).into_iter().any(|heading| names_kind(heading.accessible_name(), kind));
    if meant.len() >= 2 && !others_tell && !meant.iter().any(is_told) && names_nothing(&meant, kind) {
        Verdict::fail("place-is-only-sign").with("sign", sign)
    } else {
        Verdict::cant_tell("place-perhaps-only-sign").with("sign", sign)
    }
}

/// Whether these elements have no names by which they could be told apart. Buttons always count as such: their names
/// were compared with the text already.
fn names_nothing(meant: &[Node<'_>], kind: &Thing) -> bool {
    kind.role == "button"
        || meant
            .iter()
            .all(|thing| names::filled(*thing, "aria-label").is_none() && thing.accessible_name().is_empty())
}

fn has_heading(thing: Node<'_>) -> bool {
    thing.descendants().any(|below| below.is_element() && headings::is_heading(below))
}

fn names_kind(text: &str, kind: &Thing) -> bool {
    words::normalise(text).split(' ').any(|word| kind.words.contains(&word))
}

/// The first five characters of each word of a text, without short words and words for this kind of element.
fn stems(text: &str, kind: &Thing) -> HashSet<String> {
    const STEM: usize = 5;
    let folded = words::normalise(text);
    let telling =
        folded.split(' ').filter(|word| word.chars().count() >= SHORTEST && !kind.words.contains(word));
    telling.map(|word| word.chars().take(STEM).collect()).collect()
}
