//! Components of the interface that work only by a script.

use super::{focus_order, roles};
use crate::Node;

/// Elements that HTML itself makes operable, with or without a script.
const NATIVE: &[&str] =
    &["a", "area", "audio", "button", "input", "option", "select", "summary", "textarea", "video"];

/// Whether HTML alone does not make the node work, so that a script must: an element that is no native control but has
/// the role of a widget, or a button that belongs to no form and controls nothing.
pub fn is_scripted(node: Node<'_>) -> bool {
    let is_made = || roles::given_role(node).is_some_and(|role| role.is_a("widget"));
    is_button_without_form(node) || (!node.is_one_of(NATIVE) && is_made())
}

/// Whether HTML defines no effect for pressing the node.
fn is_button_without_form(node: Node<'_>) -> bool {
    const ACTS: &[&str] = &["form", "popovertarget", "commandfor", "command"];
    node.is("button")
        && !ACTS.iter().any(|name| node.has_attribute(name))
        && !node.ancestors().any(|above| above.is("form"))
}

/// Whether no element inside the node or around it is a control of its own.
pub fn stands_alone(node: Node<'_>) -> bool {
    let is_worked = |other: &Node<'_>| other.is_clickable() || focus_order::is_in_focus_order(*other);
    let around = node.ancestors().filter(|above| above.is_element() && !above.is_one_of(&["html", "body"]));
    let is_control = |above: &Node<'_>| {
        above.is_one_of(NATIVE)
            || above.is("label")
            || roles::explicit_role(*above).is_some_and(|role| role.is_a("widget") && !role.is_a("composite"))
    };
    !node.descendants().any(|below| is_worked(&below) || below.is("label"))
        && !around.into_iter().any(|above| is_control(&above))
}
