//! Predicates on forms: fields, their labels, their groups, buttons.

use super::{
    Predicate,
    scan::{Scan, input_type},
};
use crate::Node;
use std::collections::{HashMap, HashSet};

const NOT_FIELDS: &[&str] = &["hidden", "submit", "reset", "button", "image"];
const CHECKABLE_ROLES: &[&str] = &["checkbox", "radio", "menuitemcheckbox", "menuitemradio", "switch"];
const FIELD_ROLES: &[&str] = &[
    "textbox",
    "searchbox",
    "checkbox",
    "radio",
    "switch",
    "combobox",
    "listbox",
    "slider",
    "spinbutton",
    "menuitemcheckbox",
    "menuitemradio",
    "progressbar",
    "meter",
];

pub static ALL: &[(&str, Predicate)] = &[
    ("field", no_field),
    ("label-for", |scan| no_field(scan) || scan.named(&["label"]).all(|label| !label.has_attribute("for"))),
    ("field-label-element", |scan| no_field(scan) || !scan.has(&["label"])),
    ("field-title", |scan| no_field_with(scan, "title")),
    ("field-aria-label", |scan| no_field_with(scan, "aria-label")),
    ("field-aria-labelledby", |scan| no_field_with(scan, "aria-labelledby")),
    ("field-with-button", |scan| no_field(scan) || no_button(scan)),
    ("several-fields", |scan| scan.fields.len() < 2),
    ("non-checkable-field", |scan| scan.fields.iter().all(|field| is_surely_checkable(*field))),
    ("checkable-field", |scan| scan.fields.iter().all(|field| !may_be_checkable(*field))),
    ("field-group", no_group_with_field),
    ("select", |scan| !scan.has(&["select"])),
    ("optgroup", |scan| !scan.has(&["optgroup"])),
    ("optgroup-label", |scan| scan.named(&["optgroup"]).all(|group| !group.has_attribute("label"))),
    ("button", no_button),
    ("several-fields-in-form", no_form_with_several_fields),
    ("required-field", |scan| {
        let is_required =
            |field: &Node<'_>| field.has_attribute("required") || field.attribute_is("aria-required", "true");
        !scan.fields.iter().any(is_required)
    }),
    ("entry-field", |scan| scan.fields.iter().all(|field| takes_no_entry(*field))),
];

/// See «Field» in the README beside the data.
pub fn is_field(node: Node<'_>, roles: &[String]) -> bool {
    let by_name = match node.name() {
        "input" => !NOT_FIELDS.contains(&input_type(node).as_str()),
        "select" | "textarea" | "progress" | "meter" | "output" => true,
        name => name.contains('-') && node.is_html() && is_form_associated(node),
    };
    let editable =
        || node.attribute("contenteditable").is_some_and(|value| !value.eq_ignore_ascii_case("false"));
    by_name || roles.iter().any(|role| FIELD_ROLES.contains(&role.as_str())) || editable()
}

/// Whether a custom element takes part in forms is only known to its script: what forms use gives it away.
fn is_form_associated(node: Node<'_>) -> bool {
    const MARKS: &[&str] = &["name", "value", "required", "form", "readonly", "placeholder"];
    MARKS.iter().any(|name| node.has_attribute(name)) || node.is_focusable()
}

fn no_field(scan: &Scan<'_>) -> bool {
    scan.fields.is_empty()
}

fn no_field_with(scan: &Scan<'_>, attribute: &str) -> bool {
    scan.fields.iter().all(|field| !field.has_attribute(attribute))
}

fn no_button(scan: &Scan<'_>) -> bool {
    !scan.has(&["button"])
        && scan.inputs(&["submit", "reset", "button", "image"]).next().is_none()
        && !scan.has_role(&["button"])
}

fn is_check_input(field: Node<'_>) -> bool {
    field.is("input") && matches!(input_type(field).as_str(), "checkbox" | "radio")
}

fn may_be_checkable(field: Node<'_>) -> bool {
    is_check_input(field) || field.role_tokens().iter().any(|role| CHECKABLE_ROLES.contains(&role.as_str()))
}

fn is_surely_checkable(field: Node<'_>) -> bool {
    let roles = field.role_tokens();
    let by_role = roles.iter().all(|role| CHECKABLE_ROLES.contains(&role.as_str()));
    by_role && (is_check_input(field) || (!roles.is_empty() && !is_native(field)))
}

/// A control of HTML's own: an unfit role does not change what it is to the eye.
fn is_native(field: Node<'_>) -> bool {
    field.is_one_of(&["input", "select", "textarea", "progress", "meter", "output"])
}

fn takes_no_entry(field: Node<'_>) -> bool {
    const ROLES: &[&str] = &[
        "checkbox",
        "radio",
        "switch",
        "slider",
        "menuitemcheckbox",
        "menuitemradio",
        "progressbar",
        "meter",
    ];
    let roles = field.role_tokens();
    let by_role = roles.iter().all(|role| ROLES.contains(&role.as_str()));
    match field.name() {
        "input" => by_role && matches!(input_type(field).as_str(), "checkbox" | "radio" | "range" | "color"),
        "select" | "progress" | "meter" | "output" => by_role,
        _ => by_role && !roles.is_empty() && !is_native(field) && !field.has_attribute("contenteditable"),
    }
}

fn no_group_with_field(scan: &Scan<'_>) -> bool {
    let groups: HashSet<Node<'_>> =
        scan.named(&["fieldset"]).chain(scan.with_role(&["group", "radiogroup"])).collect();
    // A group can own fields that stand elsewhere.
    if groups.is_empty() || scan.fields.is_empty() {
        return true;
    }
    !groups.iter().any(|group| group.has_attribute("aria-owns"))
        && !scan
            .fields
            .iter()
            .any(|field| groups.contains(field) || field.ancestors().any(|above| groups.contains(&above)))
}

/// Every form that holds a field counts it, those around another included; a field in none counts for the page.
fn no_form_with_several_fields(scan: &Scan<'_>) -> bool {
    let mut held: HashMap<Option<Node<'_>>, HashSet<String>> = HashMap::new();
    for field in &scan.fields {
        let mut owners: Vec<Option<Node<'_>>> = field.ancestors().filter(is_form).map(Some).collect();
        owners.extend(field.referenced("form").into_iter().map(Some));
        if owners.is_empty() {
            owners.push(None);
        }
        for owner in owners {
            held.entry(owner).or_default().insert(identity(*field));
        }
    }
    held.values().all(|fields| fields.len() < 2)
}

fn is_form(node: &Node<'_>) -> bool {
    node.is_one_of(&["form", "search"])
        || node.role_tokens().iter().any(|role| role == "form" || role == "search")
}

/// Radio buttons of one name are one field.
fn identity(field: Node<'_>) -> String {
    let name = field.attribute("name").filter(|name| !name.is_empty());
    match name {
        Some(name) if field.is("input") && input_type(field) == "radio" => format!("radio {name}"),
        _ => field.number().to_string(),
    }
}
