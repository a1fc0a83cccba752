//! Sequential focus order: the elements that the Tab key reaches, judging by the document. Unlike the accessibility
//! tree, it includes elements that are hidden from assistive technologies.

use crate::Node;

/// Elements that the `disabled` attribute takes out of the focus order.
const FIELDS: &[&str] = &["button", "input", "select", "textarea"];

/// Whether the Tab key reaches this element, as far as markup and styles decide. A script may still move the focus
/// away.
pub fn is_in_focus_order(node: Node<'_>) -> bool {
    if !node.is_element() || node.is_hidden() || is_disabled(node) || is_inert(node) {
        return false;
    }
    match tab_index(node) {
        Some(index) => index >= 0,
        None => is_focusable_by_nature(node),
    }
}

fn tab_index(node: Node<'_>) -> Option<i64> {
    node.attribute("tabindex")?.trim().parse().ok()
}

fn is_inert(node: Node<'_>) -> bool {
    node.closest_through_frames(|above| above.has_attribute("inert")).is_some()
}

/// Whether the node is disabled by itself or by a `fieldset` around it. The first legend of a disabled `fieldset` is
/// not disabled.
fn is_disabled(node: Node<'_>) -> bool {
    if !node.is_one_of(FIELDS) {
        return false;
    }
    let off = |set: Node<'_>| {
        let legend = set.child_elements().find(|child| child.is("legend"));
        set.is("fieldset")
            && set.has_attribute("disabled")
            && !legend.is_some_and(|legend| node.is_inside(legend))
    };
    node.has_attribute("disabled") || node.ancestors().any(off)
}

fn is_focusable_by_nature(node: Node<'_>) -> bool {
    let edited = node.attribute("contenteditable").is_some_and(|value| !value.eq_ignore_ascii_case("false"));
    if edited {
        return true;
    }
    match node.name() {
        "a" => node.has_attribute("href") || node.has_attribute("xlink:href"),
        "area" => node.has_attribute("href"),
        "input" => !node.attribute_is("type", "hidden"),
        "button" | "select" | "textarea" => true,
        "audio" | "video" => node.has_attribute("controls"),
        "summary" => is_first_summary(node),
        _ => false,
    }
}

fn is_first_summary(node: Node<'_>) -> bool {
    let details = node.parent().filter(|parent| parent.is("details"));
    details.is_some_and(|details| details.child_elements().find(|child| child.is("summary")) == Some(node))
}
