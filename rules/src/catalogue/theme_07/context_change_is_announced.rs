//! A choice in a list that opens another page at once is announced beforehand.

use crate::{Node, Page, Rule, Verdict, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "context-change-is-announced",
    aspects: &[Aspect::new("context-change-announced")],
    act: &[],
    wcag: &["3.2.2"],
    doc: include_str!("context_change_is_announced.md"),
    applicability,
    expectation,
};

/// Parts of the code of an `onchange` attribute that sends the form or opens another address, in lower case.
const LEAVES: &[&str] = &["submit(", "location", "window.open(", "jumpmenu(", ".href"];

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let fields = page.all(&["select", "input"]).into_iter();
    fields.filter(|field| field.has_attribute("onchange") && field.is_exposed()).collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let script = field.attribute("onchange").unwrap_or_default().to_ascii_lowercase();
    if LEAVES.iter().any(|word| script.contains(word)) {
        Verdict::cant_tell("context-change-on-choice")
    } else {
        Verdict::pass()
    }
}
