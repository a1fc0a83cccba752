//! The title of the page shares some word with what the page says.

use crate::{Node, Page, Rule, Verdict, standards::words};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "title-fits-page",
    // Synonyms exist: the RGAA's own rule only accuses what can be no title at all.
    tests: &[],
    act: &["c4a8a4"],
    wcag: &["2.4.2"],
    doc: include_str!("title_fits_page.md"),
    applicability,
    expectation,
};

/// Fewer words of the page, or of the title, may well be other words for the same thing.
const FEWEST_WORDS: usize = 8;
const FEWEST_TITLE_WORDS: usize = 2;
/// Words of one family begin alike: «clémentine» and «clémentines».
const STEM: usize = 5;
/// Shorter words say little.
const SHORTEST: usize = 4;

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_title = page.title().is_some_and(|title| !title.is_empty());
    page.root_element().filter(|root| has_title && root.is("html")).into_iter().collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let title = page.title().unwrap_or_default();
    let text = page.body().map(|body| stems(&body.rendered_text())).unwrap_or_default();
    let words = stems(&title);
    let is_long = words.len() >= FEWEST_TITLE_WORDS && text.len() >= FEWEST_WORDS;
    let is_foreign = is_long && words.is_disjoint(&text) && words.is_disjoint(&named(page));
    let verdict = match is_foreign && !shows_pictures(page) {
        true => Verdict::fail("title-foreign-to-page"),
        false => Verdict::cant_tell("title-to-read"),
    };
    verdict.with("title", title)
}

fn stems(text: &str) -> HashSet<String> {
    let folded = words::normalise(text);
    let long = folded.split(' ').filter(|word| word.chars().count() >= SHORTEST);
    long.map(|word| word.chars().take(STEM).collect()).collect()
}

/// Stems of what attributes and addresses say.
fn named(page: &Page) -> HashSet<String> {
    const SPEAKING: &[&str] = &["alt", "aria-label", "title", "href", "content", "value", "placeholder"];
    let mut all = stems(page.url());
    for node in page.elements() {
        all.extend(SPEAKING.iter().filter_map(|name| node.attribute(name)).flat_map(stems));
    }
    all
}

/// A picture, a film or another page may say what the title says.
fn shows_pictures(page: &Page) -> bool {
    page.elements().any(|node| node.is_picture() || node.is_one_of(&["audio", "picture"]))
}
