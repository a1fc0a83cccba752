//! The implicit role of an element, by HTML-AAM: from a table, unless attributes or surroundings decide.

use super::{HtmlElement, entry};

/// Elements in which `header` and `footer` do not belong to the whole page.
const SECTIONING: [&str; 5] = ["article", "aside", "main", "nav", "section"];

/// The role of the element without a `role` attribute. `None` if it has none or is not HTML.
pub fn implicit_role(element: &dyn HtmlElement) -> Option<&'static str> {
    let has = |name| element.attribute(name).is_some();
    match element.name() {
        "a" | "area" if !has("href") => Some("generic"),
        "header" | "footer" if element.is_within(&SECTIONING) => Some("generic"),
        "aside" if element.is_within(&["article", "aside", "nav", "section"]) && !element.is_named() => {
            Some("generic")
        }
        "section" if !element.is_named() => Some("generic"),
        "img" => Some(image(element)),
        "input" => input(element),
        "select" => Some(select(element)),
        "th" => Some(header_cell(element)),
        "li" if !element.is_within(&["ul", "ol", "menu"]) => Some("generic"),
        name => entry(name)?.implicit,
    }
}

/// The role of an image. An empty `alt` makes it presentational, unless something else names it.
fn image(element: &dyn HtmlElement) -> &'static str {
    match element.attribute("alt") {
        Some("") if !element.is_named() => "none",
        _ => "img",
    }
}

fn input(element: &dyn HtmlElement) -> Option<&'static str> {
    let lists = element.attribute("list").is_some();
    let input_type = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    match input_type.as_str() {
        "button" | "submit" | "reset" | "image" => Some("button"),
        "checkbox" => Some("checkbox"),
        "radio" => Some("radio"),
        "range" => Some("slider"),
        "number" => Some("spinbutton"),
        "color" | "date" | "datetime-local" | "file" | "hidden" | "month" | "password" | "time" | "week" => {
            None
        }
        _ if lists => Some("combobox"),
        "search" => Some("searchbox"),
        _ => Some("textbox"),
    }
}

fn select(element: &dyn HtmlElement) -> &'static str {
    let size = element.attribute("size").and_then(|size| size.trim().parse::<u32>().ok());
    if element.attribute("multiple").is_some() || size.is_some_and(|size| size > 1) {
        "listbox"
    } else {
        "combobox"
    }
}

fn header_cell(element: &dyn HtmlElement) -> &'static str {
    let scope = element.attribute("scope").unwrap_or_default();
    if ["row", "rowgroup"].iter().any(|row| scope.eq_ignore_ascii_case(row)) {
        "rowheader"
    } else {
        "columnheader"
    }
}
