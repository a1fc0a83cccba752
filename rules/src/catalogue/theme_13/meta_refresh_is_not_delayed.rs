//! No `meta` element reloads or leaves the page while someone reads it.

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Rule, Verdict,
    page::refresh::{self, TWENTY_HOURS},
    referential::Aspect,
    standards::words,
};

const RELOAD: Aspect = Aspect::new("refresh-controllable");
const REDIRECT: Aspect = Aspect::new("meta-redirect-immediate");
/// Smallest number of letters of a page with content. A shorter page may only say that it has moved, which RGAA
/// exempts.
const PAGE_LETTERS: usize = 300;

pub static RULE: Rule = Rule {
    id: "meta-refresh-is-not-delayed",
    aspects: &[RELOAD, REDIRECT],
    act: &["bc659a"],
    wcag: &["2.2.1", "2.2.4", "3.2.5"],
    doc: include_str!("meta_refresh_is_not_delayed.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    refresh::element(page).into_iter().collect()
}

fn expectation(meta: Node<'_>) -> Verdict {
    let page = meta.page();
    let Some(refresh) = refresh::read(meta) else { return Verdict::pass() };
    let test = if refresh.is_of_same_page(page) { RELOAD } else { REDIRECT };
    let verdict = match (test, refresh.seconds) {
        (REDIRECT, 0) => Verdict::pass(),
        // The page reloads without end, but at once, before anybody has begun to read.
        (_, 0) => Verdict::cant_tell("reload-at-once"),
        (RELOAD, TWENTY_HOURS..) => Verdict::pass(),
        (_, TWENTY_HOURS..) => Verdict::cant_tell("redirect-late"),
        (RELOAD, _) => Verdict::fail("reload-delayed"),
        // A failure of the ACT rule, but not certainly one of the RGAA test.
        _ if may_have_moved(page) => return Verdict::fail("redirect-of-short-page").of(&[]),
        _ => Verdict::fail("redirect-delayed"),
    };
    verdict.of(&[test]).with("seconds", refresh.seconds.to_string())
}

/// Whether the page may have moved: the RGAA exempts a redirection from an old address to a new one, whose page is
/// short or says so.
fn may_have_moved(page: &Page) -> bool {
    static MOVED: WordList = WordList::new(|| entries(include_str!("../../../data/words/moved-pages.txt")));
    let text = page.body().map(|body| body.rendered_text()).unwrap_or_default();
    let folded = words::normalise(&text);
    text.chars().filter(|c| c.is_alphabetic()).count() < PAGE_LETTERS
        || MOVED.iter().any(|word| folded.contains(word))
}
