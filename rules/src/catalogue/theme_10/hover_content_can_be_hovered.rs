//! Content that appears under the pointer stays while the pointer moves onto it.

use crate::{
    Node, Page, Rule, Verdict,
    page::{hovered::Hovered, sections::hovers::Under},
    parts::hover_content::{is_component, trigger_words},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "hover-content-can-be-hovered",
    aspects: &[Aspect::new("additional-content-hoverable")],
    act: &[],
    wcag: &["1.4.13"],
    doc: include_str!("hover_content_can_be_hovered.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.hovered().iter().map(Hovered::told).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    let Some(content) = node.page().hovered_at(node) else { return Verdict::pass() };
    let verdict = match content.seen.under_pointer {
        Under::Stays => return Verdict::pass(),
        Under::Vanishes if is_component(&content) && !is_dialog(node) && !node.page().is_moving(node) => {
            Verdict::fail("hover-content-out-of-reach")
        }
        Under::Vanishes | Under::Untried => Verdict::cant_tell("hover-content-perhaps-out-of-reach"),
    };
    verdict.with("trigger", trigger_words(&content))
}

/// Whether the content is a dialog. A dialog that follows the ARIA pattern may vanish, and this pattern was not
/// checked.
fn is_dialog(node: Node<'_>) -> bool {
    node.is("dialog")
        || node.has_attribute("aria-modal")
        || node.role_tokens().iter().any(|role| role.ends_with("dialog"))
}
