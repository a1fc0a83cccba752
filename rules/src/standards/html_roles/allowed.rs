//! The roles that an author may give an element, by ARIA in HTML. In doubt a role is allowed.

use super::{Allowed, HtmlElement, entry, implicit_role};

/// Whether the author may give the element this role. Any role is allowed on custom elements and elements that are not
/// HTML.
pub fn is_role_allowed(element: &dyn HtmlElement, role: &str) -> bool {
    if implicit_role(element) == Some(role) {
        return true;
    }
    match element.name() {
        "a" if element.attribute("href").is_some() => LINK.contains(&role),
        "area" if element.attribute("href").is_none() => matches!(role, "button" | "link"),
        "area" => false,
        "img" if element.attribute("alt") == Some("") && !element.is_named() => {
            matches!(role, "none" | "presentation" | "img" | "image")
        }
        "input" => on_input(element, role),
        "select" => role == "menu" && implicit_role(element) == Some("combobox"),
        // The usual implicit role of an element is allowed even where the element has another implicit role, as in
        // `section role="region"` without a name.
        name => entry(name).is_none_or(|entry| entry.implicit == Some(role) || entry.allowed.admits(role)),
    }
}

const LINK: [&str; 14] = [
    "button",
    "checkbox",
    "doc-backlink",
    "doc-biblioref",
    "doc-glossref",
    "doc-noteref",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "switch",
    "tab",
    "treeitem",
];

const BUTTON: [&str; 14] = [
    "checkbox",
    "combobox",
    "gridcell",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "separator",
    "slider",
    "switch",
    "tab",
    "treeitem",
];

fn on_input(element: &dyn HtmlElement, role: &str) -> bool {
    let input_type = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    match input_type.as_str() {
        "button" | "submit" | "reset" | "image" => BUTTON.contains(&role),
        "checkbox" => {
            let pressed = element.attribute("aria-pressed").is_some();
            matches!(role, "menuitemcheckbox" | "option" | "switch") || (role == "button" && pressed)
        }
        "radio" => role == "menuitemradio",
        "color" | "date" | "datetime-local" | "file" | "hidden" | "month" | "number" | "password"
        | "range" | "time" | "week" => false,
        // An `input` with an unknown type is a text field.
        _ => matches!(role, "combobox" | "searchbox" | "spinbutton" | "textbox"),
    }
}

impl Allowed {
    fn admits(&self, role: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Nothing => false,
            Self::Only(roles) => roles.iter().any(|allowed| covers(allowed, role)),
        }
    }
}

fn covers(allowed: &str, role: &str) -> bool {
    match allowed.strip_suffix('*') {
        Some(family) => role.starts_with(family),
        None => allowed == role,
    }
}
