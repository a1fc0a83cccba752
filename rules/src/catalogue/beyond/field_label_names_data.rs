//! The visible label of a text field says which data it takes.

use crate::{Node, Page, Rule, Verdict, page::fold, parts::fields, standards::words};

pub static RULE: Rule = Rule {
    id: "field-label-names-data",
    // A word such as «Menu» may be a true label, in the form of a canteen. The rule for RGAA only fails labels that
    // make sense in no form.
    aspects: &[],
    act: &["cc0f0a"],
    wcag: &["2.4.6"],
    doc: include_str!("field_label_names_data.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let is_target =
        |field: &Node<'_>| takes_text(*field) && field.is_visible() && !seen_label(*field).is_empty();
    fields::exposed(page).into_iter().filter(is_target).collect()
}

fn expectation(field: Node<'_>) -> Verdict {
    let label = seen_label(field);
    if words::names_no_data(&label) || words::is_placeholder_field_label(&label) {
        Verdict::fail("label-names-no-data").with("label", label)
    } else {
        Verdict::cant_tell("label-to-read").with("label", label)
    }
}

/// Whether the user types into the field, so that a word for a choice or a command makes no sense as its label.
fn takes_text(field: Node<'_>) -> bool {
    const OTHERS: &[&str] = &["checkbox", "radio", "range", "color", "file"];
    match fields::explicit_role(field) {
        Some(role) => ["textbox", "searchbox"].contains(&role),
        None => {
            field.is("textarea")
                || (field.is("input") && !OTHERS.contains(&fields::input_type(field).as_str()))
        }
    }
}

/// The visible words of the labels that are tied to the field.
fn seen_label(field: Node<'_>) -> String {
    let named = field.referenced("aria-labelledby");
    let labels = if named.is_empty() {
        fields::labels_for(field).into_iter().chain(fields::wrapping_label(field)).collect()
    } else {
        named
    };
    let seen = |label: Node<'_>| {
        let own =
            |text: &Node<'_>| text.is_text() && text.is_visible() && !text.ancestors().any(fields::is_field);
        label.descendants().filter(own).map(|text| text.text()).collect::<Vec<_>>().join(" ")
    };
    fold(&labels.into_iter().map(seen).collect::<Vec<_>>().join(" "))
}
