//! A text that sends readers to something by its place or its shape says it otherwise, too.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{headings, inline, names},
    standards::words::{self, Thing},
};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "place-is-not-only-sign",
    // The rule reads from the text which thing is meant; the RGAA's test 10.9.1 is left to a person.
    aspects: &[],
    act: &["9bd38c"],
    wcag: &["1.3.3"],
    doc: include_str!("place_is_not_only_sign.md"),
    applicability,
    expectation,
};

/// Shorter words say little.
const SHORTEST: usize = 4;

/// Blocks of text that name such a thing beside a place or a shape.
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

/// Whether the text names none of these elements. Landmarks of one kind are distinguished by names only; of buttons the
/// text may name none.
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

/// The beginnings of a text's words, the thing's own name left out.
fn stems(text: &str, kind: &Thing) -> HashSet<String> {
    const STEM: usize = 5;
    let folded = words::normalise(text);
    let telling =
        folded.split(' ').filter(|word| word.chars().count() >= SHORTEST && !kind.words.contains(word));
    telling.map(|word| word.chars().take(STEM).collect()).collect()
}
