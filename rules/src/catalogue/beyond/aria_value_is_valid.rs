//! An ARIA attribute has a value of its type.

use crate::{
    Node, Page, Rule, Verdict,
    parts::roles,
    standards::aria::{self, ValueType},
};

pub static RULE: Rule = Rule {
    id: "aria-value-is-valid",
    tests: &[],
    act: &["6a7281"],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("aria_value_is_valid.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    roles::exposed(page, |node| !filled(node).is_empty())
}

/// Attributes of ARIA that are not blank, with their definition and value.
fn filled<'p>(node: Node<'p>) -> Vec<(&'static aria::Attribute, &'p str)> {
    let known = node.attributes().filter_map(|(name, value)| Some((aria::attribute(name)?, value)));
    known.filter(|(_, value)| !value.trim().is_empty()).collect()
}

fn expectation(node: Node<'_>) -> Verdict {
    for (attribute, value) in filled(node) {
        if !attribute.value_type.accepts(value) {
            return Verdict::fail("aria-value-invalid").with("attribute", attribute.name).with("value", value);
        }
        if leads_nowhere(node, attribute) {
            return Verdict::fail("aria-reference-missing").with("attribute", attribute.name).with("value", value);
        }
    }
    Verdict::pass()
}

/// A reference without which the role has no meaning leads to no element.
fn leads_nowhere(node: Node<'_>, attribute: &aria::Attribute) -> bool {
    let refers = matches!(attribute.value_type, ValueType::Idref | ValueType::IdrefList);
    let needed = roles::required_references(node).contains(&attribute.name);
    refers && needed && node.referenced(attribute.name).is_empty()
}
