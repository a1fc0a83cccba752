//! An image button has a text alternative.

use crate::{Node, Page, Rule, Verdict, parts::names, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "image-button-has-name",
    aspects: &[Aspect::new("image-button-alternative")],
    act: &["59796f"],
    wcag: &["1.1.1", "4.1.2"],
    doc: include_str!("image_button_has_name.md"),
    applicability,
    expectation,
};

/// Image buttons. A hidden one is a target only if it has no alternative: it may be shown later, so the page must not
/// pass.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_button = |node: &Node<'_>| node.attribute_is("type", "image");
    let counts = |node: &Node<'_>| node.is_exposed() || !has_alternative(*node);
    page.all(&["input"]).into_iter().filter(is_button).filter(counts).collect()
}

/// The browser computes a default name («Submit»), so the attributes decide and not the computed name.
fn expectation(button: Node<'_>) -> Verdict {
    if has_alternative(button) {
        return Verdict::pass();
    }
    if !button.is_exposed() {
        return Verdict::cant_tell("image-button-hidden-unnamed");
    }
    if has_label(button) {
        Verdict::cant_tell("image-button-only-label")
    } else {
        Verdict::fail("image-button-unnamed")
    }
}

fn has_alternative(button: Node<'_>) -> bool {
    names::is_named_by(button, &["aria-labelledby", "aria-label", "alt", "title"])
}

/// Whether the button has a `label`. RGAA does not list it as an alternative, although browsers use it.
fn has_label(button: Node<'_>) -> bool {
    let own = names::filled(button, "id");
    let names_it = |label: &Node<'_>| names::filled(*label, "for").is_some_and(|target| Some(target) == own);
    button.closest(|node| node.is("label")).is_some() || button.page().all(&["label"]).iter().any(names_it)
}
