//! Form fields by the RGAA's definition, and the labels that the source gives them.

use crate::{Node, Page, page::fold, standards::aria};
use std::collections::HashMap;

const NO_FIELD: &[&str] = &["hidden", "submit", "reset", "button", "image"];

/// Roles with which any element is a field.
const ROLES: &[&str] = &[
    "textbox",
    "searchbox",
    "combobox",
    "listbox",
    "checkbox",
    "radio",
    "switch",
    "slider",
    "spinbutton",
    "menuitemcheckbox",
    "menuitemradio",
];

/// Fields that reach assistive technologies, in tree order. Results (`output`, `progress`, `meter`) are not among them.
pub(crate) fn exposed(page: &Page) -> Vec<Node<'_>> {
    page.elements().filter(|node| is_field(*node) && node.is_exposed()).collect()
}

/// Whether users type into the node, tick it or choose from it. An explicit role overrides the element's own.
pub(crate) fn is_field(node: Node<'_>) -> bool {
    if let Some(role) = explicit_role(node) {
        return ROLES.contains(&role);
    }
    is_native(node)
}

/// The role in the `role` attribute: its first token that ARIA defines and lets authors use.
pub(crate) fn explicit_role(node: Node<'_>) -> Option<&'static str> {
    node.attribute("role").and_then(aria::first_known_role).map(|role| role.name)
}

/// Whether the node is an `input`, `select` or `textarea` that is a field by itself.
pub(crate) fn is_native(node: Node<'_>) -> bool {
    match node.name() {
        "input" => !NO_FIELD.contains(&input_type(node).as_str()),
        "select" | "textarea" => true,
        _ => false,
    }
}

/// The `type` of an `input`, in lower case; `text` when there is none.
pub(crate) fn input_type(node: Node<'_>) -> String {
    node.attribute("type").map(|kind| kind.trim().to_ascii_lowercase()).unwrap_or_else(|| "text".to_owned())
}

/// Whether the node is a checkbox, a radio button or a switch.
pub(crate) fn is_checkable(node: Node<'_>) -> bool {
    match explicit_role(node) {
        Some(role) => ["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"].contains(&role),
        None => node.is("input") && ["checkbox", "radio"].contains(&input_type(node).as_str()),
    }
}

/// `label` elements whose `for` names this field.
pub(crate) fn labels_for(field: Node<'_>) -> Vec<Node<'_>> {
    let Some(id) = field.attribute("id").filter(|id| !id.is_empty()) else { return Vec::new() };
    if !is_labelable(field) || field.by_id(id) != Some(field) {
        return Vec::new();
    }
    let page = field.page();
    let numbers = page.fact(LabelsByFor::from_page);
    let labels = numbers.0.get(id).into_iter().flatten().filter_map(|number| page.node(*number));
    let same_tree =
        |label: &Node<'_>| label.document() == field.document() && label.shadow_host() == field.shadow_host();
    labels.filter(same_tree).collect()
}

/// Numbers of the `label` elements by the value of their `for` attribute, in tree order.
struct LabelsByFor(HashMap<String, Vec<u32>>);

impl LabelsByFor {
    fn from_page(page: &Page) -> Self {
        let mut labels: HashMap<String, Vec<u32>> = HashMap::new();
        for label in page.all(&["label"]) {
            let Some(id) = label.attribute("for") else { continue };
            labels.entry(id.to_owned()).or_default().push(label.number());
        }
        Self(labels)
    }
}

/// The `label` around the field, if it has no `for` and this is the first labelable element in it.
pub(crate) fn wrapping_label(field: Node<'_>) -> Option<Node<'_>> {
    let label =
        field.ancestors().find(|node| node.is("label")).filter(|label| !label.has_attribute("for"))?;
    let first = label.descendants().find(|node| is_labelable(*node));
    (first == Some(field)).then_some(label)
}

/// Whether a `label` can be for the node.
pub(crate) fn is_labelable(node: Node<'_>) -> bool {
    match node.name() {
        "input" => !node.attribute_is("type", "hidden"),
        "button" | "meter" | "output" | "progress" | "select" | "textarea" => true,
        name => node.is_html() && name.contains('-'),
    }
}

/// The form that owns the field.
pub(crate) fn form_of(field: Node<'_>) -> Option<Node<'_>> {
    let named = field.attribute("form").and_then(|id| field.by_id(id)).filter(|node| node.is("form"));
    named.or_else(|| field.ancestors().find(|node| node.is("form") || explicit_role(*node) == Some("form")))
}

/// Text of a label, for sight and for speech: its content, with alternatives of images and `aria-label`s inside.
pub(crate) fn label_text(label: Node<'_>) -> String {
    let mut text = String::new();
    for node in std::iter::once(label).chain(label.descendants()) {
        let inside_field = node.ancestors().take_while(|above| *above != label).any(is_field);
        if node.is_text() && !inside_field {
            text.push_str(node.text());
        } else if node.is("img") {
            text.push(' ');
            text.push_str(node.attribute("alt").unwrap_or_default());
        } else if node.is_element() {
            text.push(' ');
            text.push_str(node.attribute("aria-label").filter(|_| node != label).unwrap_or_default());
        }
    }
    fold(&text)
}

/// Sources of a field's name, in the order of the RGAA's glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Labelledby,
    AriaLabel,
    Label,
    Title,
}

/// The label that assistive technologies get, with its source. A blank label is skipped, and the next source counts.
pub(crate) fn label(field: Node<'_>) -> Option<(Source, String)> {
    let said = |source: Source, text: String| Some((source, text)).filter(|(_, text)| !text.is_empty());
    let referenced: Vec<String> = field.referenced("aria-labelledby").into_iter().map(label_text).collect();
    let attribute = |name: &str| fold(field.attribute(name).unwrap_or_default());
    said(Source::Labelledby, fold(&referenced.join(" ")))
        .or_else(|| said(Source::AriaLabel, attribute("aria-label")))
        .or_else(|| {
            let labels = labels_for(field).into_iter().chain(wrapping_label(field));
            said(Source::Label, fold(&labels.map(label_text).collect::<Vec<_>>().join(" ")))
        })
        .or_else(|| said(Source::Title, attribute("title")))
}
