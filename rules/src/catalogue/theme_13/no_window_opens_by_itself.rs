//! No window opens by itself while the page opens.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "no-window-opens-by-itself",
    aspects: &[Aspect::new("no-unasked-window")],
    act: &[],
    wcag: &["3.2.5"],
    doc: include_str!("no_window_opens_by_itself.md"),
    applicability,
    expectation,
};

/// The root element, if the browser reported the windows that the page asked for.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let root = page.root_element().filter(|root| root.is("html") && page.sections().windows.is_some());
    root.into_iter().collect()
}

fn expectation(root: Node<'_>) -> Verdict {
    let windows = root.page().sections().windows.as_ref();
    let Some(address) = windows.and_then(|windows| windows.asked_for.first()) else {
        return if root.page().is_unsettled() {
            Verdict::cant_tell("window-perhaps-opens")
        } else {
            Verdict::pass()
        };
    };
    let address = if address.is_empty() { "about:blank" } else { address };
    Verdict::fail("window-opens-by-itself").with("address", address)
}
