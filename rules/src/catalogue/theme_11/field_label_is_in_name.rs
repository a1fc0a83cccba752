//! If ARIA or a title also names a field, this name contains the visible label of the field.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{
        fields,
        label_in_name::{Fit, VisibleLabel, compare},
    },
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "field-label-is-in-name",
    aspects: &[Aspect::new("field-label-in-name")],
    act: &[],
    wcag: &["2.5.3"],
    doc: include_str!("field_label_is_in_name.md"),
    applicability,
    expectation,
};

/// Fields with a visible `label` and also `aria-label`, `aria-labelledby` or `title`.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let other = |field: &Node<'_>| {
        ["aria-label", "aria-labelledby", "title"].iter().any(|name| field.has_attribute(name))
    };
    fields::exposed(page)
        .into_iter()
        .filter(|field| other(field) && !visible_label(*field).is_empty())
        .collect()
}

fn visible_label(field: Node<'_>) -> String {
    let labels = fields::labels_for(field).into_iter().chain(fields::wrapping_label(field));
    // The first label with text is the field's. A second label may be a note.
    labels
        .map(|label| VisibleLabel::from_control(label).text)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Whether a label has several lines or blocks, one of which may be a note.
fn is_composed(field: Node<'_>) -> bool {
    let labels = fields::labels_for(field).into_iter().chain(fields::wrapping_label(field));
    labels.map(VisibleLabel::from_control).any(|label| label.is_composed)
}

fn expectation(field: Node<'_>) -> Verdict {
    let (label, name) = (visible_label(field), field.accessible_name());
    let from_aria = matches!(field.name_from(), NameFrom::AriaLabel | NameFrom::AriaLabelledby);
    if from_aria {
        return match compare(&label, name) {
            Fit::Held | Fit::NoWord => Verdict::pass(),
            Fit::Missing if is_composed(field) => {
                Verdict::cant_tell("field-label-to-compare").with("label", label).with("name", name)
            }
            Fit::Missing => Verdict::fail("field-label-not-in-name").with("label", label).with("name", name),
            _ => Verdict::cant_tell("field-label-to-compare").with("label", label).with("name", name),
        };
    }
    let title = field.attribute("title").unwrap_or_default();
    match compare(&label, title) {
        Fit::Held | Fit::NoWord => Verdict::pass(),
        _ if title.trim().is_empty() => Verdict::pass(),
        _ => Verdict::cant_tell("field-label-to-compare").with("label", label).with("name", title),
    }
}
