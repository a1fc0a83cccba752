//! An ARIA attribute has a value of its type.

use crate::{Node, Page, Rule, Verdict, standards::aria};

pub static RULE: Rule = Rule {
    id: "aria-value-is-valid",
    aspects: &[],
    act: &["6a7281"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("aria_value_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| !filled(*node).is_empty()).collect()
}

/// ARIA attributes that are not blank, with their definition and value.
fn filled<'p>(node: Node<'p>) -> Vec<(&'static aria::Attribute, &'p str)> {
    let known = node.attributes().filter_map(|(name, value)| Some((aria::attribute(name)?, value)));
    known.filter(|(_, value)| !value.trim().is_empty()).collect()
}

/// Of a reference only the syntax is judged, because a script may still create the element that it names.
fn expectation(node: Node<'_>) -> Verdict {
    match filled(node).into_iter().find(|(attribute, value)| !attribute.value_type.accepts(value)) {
        Some((attribute, value)) => {
            Verdict::fail("aria-value-invalid").with("attribute", attribute.name).with("value", value)
        }
        None if controls_nothing(node) => Verdict::fail("aria-value-invalid")
            .with("attribute", "aria-controls")
            .with("value", node.attribute("aria-controls").unwrap_or_default()),
        None => Verdict::pass(),
    }
}

/// Whether `aria-controls` of a scroll bar names no element, on a page without a script that could create it.
fn controls_nothing(node: Node<'_>) -> bool {
    node.attribute_is("role", "scrollbar")
        && node.has_attribute("aria-controls")
        && node.referenced("aria-controls").is_empty()
        && node.page().snapshot().scriptless
}
