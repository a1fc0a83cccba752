//! Something in the page that may stop a movement.

use super::links;
use crate::standards::word_list::{WordList, entries};
use crate::{Node, standards::words};

/// Parts of words by which a control says that it stops a movement, in its name or its classes.
static STOPS: WordList = WordList::new(|| entries(include_str!("../../data/words/motion-controls.txt")));
/// Parts of words of what may stop or hide it all the same. A link to another page is not called so for that.
static MAY_STOP: WordList =
    WordList::new(|| entries(include_str!("../../data/words/possible-motion-controls.txt")));
/// Elements around what moves in which any control may be its own.
const AROUND: usize = 3;

/// Some control is called so, has no name that says otherwise, or stands beside what moves.
pub(crate) fn may_be_stopped(moving: Node<'_>) -> bool {
    let is_part = |node: &Node<'_>| node.is_element() && !node.is_one_of(&["html", "body", "main"]);
    let around = moving.ancestors().filter(is_part).take(AROUND).last().unwrap_or(moving);
    let is_near = |node: Node<'_>| node.is_inside(around) || node == moving || moving.is_inside(node);
    moving
        .page()
        .elements()
        .filter(is_control)
        .any(|control| is_near(control) && is_button(control) || may_stop(control))
}

fn is_control(node: &Node<'_>) -> bool {
    is_button(*node) || node.is_one_of(&["a", "area", "input", "select"]) || has_handler(*node)
}

fn is_button(node: Node<'_>) -> bool {
    node.is_one_of(&["button", "summary"])
        || node.is("input")
            && node.attribute("type").is_some_and(|kind| matches!(kind, "button" | "checkbox" | "radio"))
        || node.role_tokens().iter().any(|role| role == "button" || role == "switch")
        || has_handler(node)
}

/// Whether a script answers a press of the node. The script may do anything, and stop the movement too.
fn has_handler(node: Node<'_>) -> bool {
    let listens = node.attributes().any(|(name, _)| name.starts_with("on"));
    listens
        || node.is_clickable()
            && !node.is_one_of(&["a", "area", "label", "option", "html", "body", "input", "select"])
}

fn may_stop(control: Node<'_>) -> bool {
    let told = ["id", "class", "title", "value"].map(|name| control.attribute(name).unwrap_or_default());
    let name = control.accessible_name();
    let text = words::normalise(&format!("{name} {}", told.join(" ")));
    let is_unknown = !name.chars().any(char::is_alphabetic) && is_button(control)
        || control.attributes().any(|(name, _)| name.starts_with("on"));
    // A link to another page stops nothing, unless it says so.
    let leads_on = links::address(control).is_some_and(|address| !links::is_place_in_page(address));
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    is_unknown || has(&STOPS) || !leads_on && has(&MAY_STOP)
}
