//! The `for` of a label is the identifier of a field.

use crate::{Node, Page, Rule, Verdict, parts::fields, referential::Aspect};

pub static RULE: Rule = Rule {
    id: "label-for-finds-its-field",
    aspects: &[Aspect::new("label-for-matches")],
    act: &[],
    wcag: &["1.3.1", "4.1.2"],
    doc: include_str!("label_for_finds_its_field.md"),
    applicability,
    expectation,
};

/// Labels with a `for`. A hidden label is a target only if it finds no field: it may be shown later.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_field =
        page.elements().any(|node| fields::is_field(node) && !node.attribute_is("aria-hidden", "true"));
    let labels = page.all(&["label"]).into_iter().filter(|label| label.has_attribute("for"));
    labels.filter(|label| has_field && (!label.is_hidden() || target(*label).is_none())).collect()
}

fn expectation(label: Node<'_>) -> Verdict {
    let id = label.attribute("for").unwrap_or_default();
    if label.is_hidden() {
        return Verdict::cant_tell("label-for-nothing").with("id", id);
    }
    let target = target(label);
    let inside = label.descendants().find(|node| fields::is_field(*node) && node.is_exposed());
    match (target, inside) {
        (Some(_), _) => Verdict::pass(),
        (None, Some(field)) if fields::labels_for(field).is_empty() => {
            Verdict::fail("label-for-other-id").with("id", id)
        }
        _ => Verdict::cant_tell("label-for-nothing").with("id", id),
    }
}

fn target(label: Node<'_>) -> Option<Node<'_>> {
    label.by_id(label.attribute("for")?).filter(|node| fields::is_labelable(*node))
}
