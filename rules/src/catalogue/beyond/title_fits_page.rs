//! The title of the page has a word in common with the content of the page.

use crate::{Node, Page, Rule, Verdict, parts::headings, standards::words};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "title-fits-page",
    // The title may use synonyms, so the rule for RGAA only fails texts that cannot be a title at all.
    aspects: &[],
    act: &["c4a8a4"],
    wcag: &["2.4.2"],
    doc: include_str!("title_fits_page.md"),
    applicability,
    expectation,
};

/// Smallest number of different words of the page for a failure. Fewer words may be synonyms of those in the title.
const FEWEST_WORDS: usize = 8;
/// The same for the words of the title.
const FEWEST_TITLE_WORDS: usize = 2;
/// Number of first characters by which words are compared, because related words begin alike: «clémentine»,
/// «clémentines».
const STEM: usize = 5;
/// Smallest length of a word that is compared, in characters. Shorter words say little.
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
    let tells_of_kin = || text.len() >= FEWEST_WORDS && is_about_kin(page, &title);
    let verdict = if (is_foreign || tells_of_kin()) && !shows_pictures(page) {
        Verdict::fail("title-foreign-to-page")
    } else if keeps_search_to_itself(page, &title) {
        Verdict::fail("title-without-search")
    } else {
        Verdict::cant_tell("title-to-read")
    };
    verdict.with("title", title)
}

/// Whether the title names one thing and the page only names others of the same kind.
fn is_about_kin(page: &Page, title: &str) -> bool {
    let text = page.body().map(|body| body.rendered_text()).unwrap_or_default();
    words::speaks_of_its_kin(title, &text) && stems(title).is_disjoint(&named(page))
}

/// Whether the first heading announces results of a search, and the title mentions neither the search nor its words.
fn keeps_search_to_itself(page: &Page, title: &str) -> bool {
    let all = headings::exposed(page);
    let Some(heading) = all.first().map(|heading| heading.accessible_name()) else { return false };
    let Some(sought) = quoted(heading).filter(|_| words::announces_results(heading)) else { return false };
    let said = stems(title);
    let is_told = words::announces_search(title)
        || !said.is_disjoint(&stems(SEARCH))
        || !said.is_disjoint(&stems(sought));
    !said.is_empty() && !is_told
}

/// Words for a search and its results, of which the title of a page of results should contain one.
const SEARCH: &str =
    "recherche recherches résultat résultats trouvé search searching result results found query";

fn quoted(text: &str) -> Option<&str> {
    const QUOTES: &[(char, char)] = &[('«', '»'), ('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\'')];
    QUOTES.iter().find_map(|(open, close)| {
        let (_, rest) = text.split_once(*open)?;
        rest.split_once(*close).map(|(inner, _)| inner)
    })
}

fn stems(text: &str) -> HashSet<String> {
    let folded = words::normalise(text);
    let long = folded.split(' ').filter(|word| word.chars().count() >= SHORTEST);
    long.map(|word| word.chars().take(STEM).collect()).collect()
}

/// Stems of the words in attributes and in the address of the page.
fn named(page: &Page) -> HashSet<String> {
    const SPEAKING: &[&str] = &["alt", "aria-label", "title", "href", "content", "value", "placeholder"];
    let mut all = stems(page.url());
    for node in page.elements() {
        all.extend(SPEAKING.iter().filter_map(|name| node.attribute(name)).flat_map(stems));
    }
    all
}

/// Whether the page has a picture, a video, a sound or a frame, which may say what the title says.
fn shows_pictures(page: &Page) -> bool {
    page.elements().any(|node| node.is_picture() || node.is_one_of(&["audio", "picture"]))
}
