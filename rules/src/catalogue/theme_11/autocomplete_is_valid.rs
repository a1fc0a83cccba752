//! The `autocomplete` attribute has a value that browsers know.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{fields, user_fields},
    referential::Aspect,
    standards::autocomplete::{self, AutocompleteError, Autofill, Control},
};

const ASPECT: Aspect = Aspect::new("user-field-purpose");

pub static RULE: Rule = Rule {
    id: "autocomplete-is-valid",
    aspects: &[ASPECT],
    act: &["73f2c2"],
    wcag: &["1.3.5"],
    doc: include_str!("autocomplete_is_valid.md"),
    applicability,
    expectation,
};

/// Fields that can be used and whose `autocomplete` has a value other than `on` and `off`.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    page.all(&["input", "select", "textarea"]).into_iter().filter(|field| is_judged(*field)).collect()
}

fn is_judged(field: Node<'_>) -> bool {
    let value = field.attribute("autocomplete").unwrap_or_default().trim().to_ascii_lowercase();
    let disabled = field.has_attribute("disabled") || field.attribute_is("aria-disabled", "true");
    let asks = !["", "on", "off"].contains(&value.as_str());
    let out_of_reach = field.attribute_is("tabindex", "-1")
        && fields::explicit_role(field).is_some_and(|role| !is_widget(role));
    asks && !disabled && fields::is_native(field) && field.is_exposed() && !out_of_reach
}

fn is_widget(role: &str) -> bool {
    ["textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "checkbox", "radio", "switch"]
        .contains(&role)
}

fn expectation(field: Node<'_>) -> Verdict {
    let value = field.attribute("autocomplete").unwrap_or_default();
    let Some(control) = Control::from_element(field.name(), field.attribute("type")) else {
        return Verdict::pass();
    };
    // RGAA only asks this of fields for data about the user.
    let tests: &[Aspect] = if user_fields::asks_about_user(field) { &[ASPECT] } else { &[] };
    match autocomplete::check(value, control) {
        Ok(Autofill::Field(_) | Autofill::Credential | Autofill::On | Autofill::Off) => {
            Verdict::pass().of(&[])
        }
        Err(AutocompleteError::WrongControl { .. }) => {
            Verdict::cant_tell("autocomplete-other-control").with("value", value)
        }
        Err(_) => Verdict::fail("autocomplete-unknown").of(tests).with("value", value),
    }
}
