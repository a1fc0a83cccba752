//! No `meta` element reloads or leaves the page after a delay, however long the delay is.

use crate::{Node, Page, Rule, Verdict, page::refresh};

pub static RULE: Rule = Rule {
    id: "meta-refresh-is-never-delayed",
    aspects: &[],
    act: &["bisz58"],
    wcag: &["2.2.4", "3.2.5"],
    doc: include_str!("meta_refresh_is_never_delayed.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    refresh::element(page).into_iter().collect()
}

fn expectation(meta: Node<'_>) -> Verdict {
    match refresh::read(meta) {
        Some(refresh) if refresh.seconds > 0 => {
            Verdict::fail("refresh-delayed-at-all").with("seconds", refresh.seconds.to_string())
        }
        _ => Verdict::pass(),
    }
}
