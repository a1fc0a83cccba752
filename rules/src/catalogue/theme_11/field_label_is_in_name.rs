//! The visible label of a field is part of what names it otherwise.

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

/// Fields with a visible `label` that ARIA or a title overrides or doubles.
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
    // A second label may carry a note, so each is looked at by itself; the first one is the field's.
    labels
        .map(|label| VisibleLabel::from_control(label).text)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Whether the label fills several lines or blocks: a note may be among them.
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
