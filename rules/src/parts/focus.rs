//! Whether the Tab key reaches an element, wherever it stands.

use crate::Node;

/// Reached with the Tab key. The browser does not speak of what assistive technologies are not given, hence the
/// element's own nature.
pub fn is_in_tab_order(node: Node<'_>) -> bool {
    !node.is_hidden()
        && !has_negative_tabindex(node)
        && !is_off(node)
        && (node.is_focusable() || takes_focus(node))
}

fn takes_focus(node: Node<'_>) -> bool {
    let edits =
        node.attribute("contenteditable").is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"));
    tabindex(node).is_some() || edits || takes_focus_by_nature(node)
}

fn takes_focus_by_nature(node: Node<'_>) -> bool {
    match node.name() {
        "a" | "area" => node.has_attribute("href") || node.has_attribute("xlink:href"),
        "button" | "select" | "textarea" | "iframe" => true,
        "input" => !node.attribute_is("type", "hidden"),
        "audio" | "video" => node.has_attribute("controls"),
        "summary" => node.parent().is_some_and(|parent| parent.is("details")),
        _ => false,
    }
}

/// Disabled, by itself or by the group of fields around it, or inert.
fn is_off(node: Node<'_>) -> bool {
    let control = node.is_one_of(&["button", "input", "select", "textarea"]);
    let disabled = |above: &Node<'_>| above.is("fieldset") && above.has_attribute("disabled");
    (control && (node.has_attribute("disabled") || node.ancestors().any(|above| disabled(&above))))
        || node.closest_through_frames(|above| above.has_attribute("inert")).is_some()
}

fn tabindex(node: Node<'_>) -> Option<i64> {
    node.attribute("tabindex")?.trim().parse().ok()
}

fn has_negative_tabindex(node: Node<'_>) -> bool {
    tabindex(node).is_some_and(|rank| rank < 0)
}
