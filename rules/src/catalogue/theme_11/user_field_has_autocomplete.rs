//! A field that asks for data about its user declares the kind of data in `autocomplete`.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{fields, inactive, user_fields},
    referential::Aspect,
};

pub static RULE: Rule = Rule {
    id: "user-field-has-autocomplete",
    aspects: &[Aspect::new("user-field-purpose")],
    act: &[],
    wcag: &["1.3.5"],
    doc: include_str!("user_field_has_autocomplete.md"),
    applicability,
    expectation,
};

fn applicability(page: &Page) -> Vec<Node<'_>> {
    let own = |field: &Node<'_>| fields::is_native(*field) && !fields::is_checkable(*field);
    let asks = |field: &Node<'_>| user_fields::asks_about_user(*field) || is_likely(*field);
    fields::exposed(page).into_iter().filter(|field| own(field) && asks(field)).collect()
}

fn is_likely(field: Node<'_>) -> bool {
    ["email", "tel"].contains(&fields::input_type(field).as_str())
}

/// Whether nothing can be entered in the field at present. It may then only show data that is known already.
fn is_closed(field: Node<'_>) -> bool {
    inactive::is_inactive(field)
        || field.has_attribute("readonly")
        || field.attribute_is("aria-readonly", "true")
}

fn expectation(field: Node<'_>) -> Verdict {
    let value = field.attribute("autocomplete").unwrap_or_default().trim().to_ascii_lowercase();
    match value.as_str() {
        "" | "on" | "off" if user_fields::asks_about_user(field) && !is_closed(field) => {
            Verdict::fail("user-field-without-autocomplete")
        }
        "" | "on" | "off" => Verdict::cant_tell("user-field-perhaps"),
        _ => Verdict::pass(),
    }
}
