//! Form fields, as `data/aspects/README.md` defines them.

use crate::Node;

const NOT_FIELDS: &[&str] = &["hidden", "submit", "reset", "button", "image"];

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

/// Whether the element is a field: see «Field» in `data/aspects/README.md`.
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

/// Whether a custom element seems to take part in forms. Only its script knows this for certain, so an attribute of
/// fields, or being focusable, is taken as a sign.
fn is_form_associated(node: Node<'_>) -> bool {
    const MARKS: &[&str] = &["name", "value", "required", "form", "readonly", "placeholder"];
    MARKS.iter().any(|name| node.has_attribute(name)) || node.is_focusable()
}

/// The type of an `input`, in lower case.
pub fn input_type(node: Node<'_>) -> String {
    node.attribute("type").unwrap_or("text").to_ascii_lowercase()
}
