//! The whole page is not hidden from assistive technologies.

use crate::{Node, Page, Rule, Verdict, parts::open_dialog::open_dialogs, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "body-not-aria-hidden",
    aspects: &[Aspect::new("hidden-content-meant")],
    act: &[],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("body_not_aria_hidden.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let whole = page.root_element().into_iter().chain(page.body());
    whole.filter(|node| node.has_attribute("aria-hidden")).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    if !node.attribute_is("aria-hidden", "true") || node.visible_text().is_empty() {
        return Verdict::pass();
    }
    if open_dialogs(node.page()).is_empty() {
        Verdict::fail("page-aria-hidden")
    } else {
        Verdict::cant_tell("page-aria-hidden-behind-dialog")
    }
}
