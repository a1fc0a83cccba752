//! The title of a frame says something about the content of the frame.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    page::fold,
    parts::{graphics, names},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "frame-title-relevant",
    aspects: &[Aspect::new("frame-title-relevant")],
    act: &[],
    wcag: &["4.1.2"],
    doc: include_str!("frame_title_relevant.md"),
    applicability,
    expectation,
};

/// Titles that only say that there is a frame, or that an author did not choose.
static SAYS_NOTHING: WordList =
    WordList::new(|| entries(include_str!("../../../data/words/frame-titles-saying-nothing.txt")));

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_judged =
        |frame: &Node<'_>| frame.document() == 0 && frame.is_exposed() && frame.has_attribute("title");
    page.all(&["iframe", "frame"]).into_iter().filter(is_judged).collect()
}

fn expectation(frame: Node<'_>) -> Verdict {
    let title = fold(frame.attribute("title").unwrap_or_default());
    if graphics::has_presentational_role(frame) {
        return Verdict::cant_tell("frame-title-presentational");
    }
    if title.is_empty() {
        return Verdict::fail("frame-title-empty");
    }
    if !title.chars().any(char::is_alphanumeric) {
        return Verdict::fail("frame-title-signs").with("title", title);
    }
    if names::is_address(&title) || is_own_address(frame, &title) {
        return Verdict::fail("frame-title-address").with("title", title);
    }
    if SAYS_NOTHING.contains(&names::plain(&title).as_str()) {
        return Verdict::fail("frame-title-generic").with("title", title);
    }
    Verdict::cant_tell("frame-title-to-read").with("title", title)
}

fn is_own_address(frame: Node<'_>, title: &str) -> bool {
    frame.attribute("src").map(str::trim).is_some_and(|source| {
        let file = source.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        source == title || (file == title && file.contains('.'))
    })
}
