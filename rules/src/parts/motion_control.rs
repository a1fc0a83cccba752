//! Controls that may stop a movement, and text at rest that repeats the moving text.

use super::links;
use crate::standards::word_list::{WordList, entries};
use crate::{Node, page::fold, standards::words};
use std::collections::HashSet;

/// Parts of words, in the name or the attributes of a control, that announce that it stops a movement.
static STOPS: WordList = WordList::new(|| entries(include_str!("../../data/words/motion-controls.txt")));
/// Parts of words of controls that may stop or hide a movement among other things. On a link to another page they mean
/// something else.
static MAY_STOP: WordList =
    WordList::new(|| entries(include_str!("../../data/words/possible-motion-controls.txt")));
/// Parts of words of controls that do something else.
static OTHER: WordList = WordList::new(|| entries(include_str!("../../data/words/other-controls.txt")));
/// Number of ancestors of the moving element in which any control may belong to the movement.
const AROUND: usize = 3;
/// Least number of letters of a word that is compared.
const LEAST_LETTERS: usize = 4;

/// Whether a user may be able to stop the movement, or does not need to. A control counts if its name or attributes
/// announce it, if it is a button whose effect is unknown, or if it is near the moving element. Nothing needs to be
/// stopped if most moving words are also in the page at rest.
pub(crate) fn may_be_stopped(moving: Node<'_>) -> bool {
    let is_part = |node: &Node<'_>| node.is_element() && !node.is_one_of(&["html", "body", "main"]);
    let around = moving.ancestors().filter(is_part).take(AROUND).last().unwrap_or(moving);
    let is_near = |node: Node<'_>| node.is_inside(around) || node == moving || moving.is_inside(node);
    let is_own = |control: Node<'_>| is_near(control) && (is_button(control) || links::is_link(control));
    moving.page().elements().filter(is_control).any(|control| is_own(control) || may_stop(control))
        || stands_elsewhere(moving)
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

/// Whether a script may respond to a press of the node. The script may do anything, also stop the movement.
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
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    let is_unknown =
        is_pressed(control) && !has(&OTHER) || control.attributes().any(|(name, _)| name.starts_with("on"));
    // A link to another page stops no movement, unless its words announce it.
    let leads_on = links::address(control).is_some_and(|address| !links::is_place_in_page(address));
    is_unknown || has(&STOPS) || !leads_on && has(&MAY_STOP)
}

/// Whether only a script knows the effect of pressing the control: it is in no form, references no element that it
/// opens, and belongs to no `details`. A link counts if its address leads to no element of the page.
fn is_pressed(control: Node<'_>) -> bool {
    let opens = ["aria-expanded", "aria-haspopup", "aria-controls", "popovertarget"]
        .iter()
        .any(|name| control.has_attribute(name));
    let sends = control.closest(|node| node.is("form")).is_some();
    let is_of_details = control.is("summary");
    let leads_nowhere = || {
        links::address(control).is_some_and(|address| {
            let name = address.trim().strip_prefix('#');
            name.is_some_and(|name| name.is_empty() || control.by_id(name).is_none())
        })
    };
    !opens && !sends && !is_of_details && (is_button(control) || leads_nowhere())
}

/// Whether at least 80 % of the moving words are also elsewhere in the page, at rest.
fn stands_elsewhere(moving: Node<'_>) -> bool {
    let words_of = |text: &str| -> Vec<String> {
        let text = words::normalise(&fold(text));
        let long =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LEAST_LETTERS);
        long.map(str::to_owned).collect()
    };
    let is_outside = |node: &Node<'_>| node.is_text() && node.is_visible() && !node.is_inside(moving);
    let alternatives = moving.descendants().filter_map(|node| node.attribute("alt"));
    let told = alternatives.fold(moving.text_content(), |text, alternative| text + " " + alternative);
    let own: HashSet<String> = words_of(&told).into_iter().collect();
    let others: HashSet<String> =
        moving.page().nodes().filter(is_outside).flat_map(|node| words_of(node.text())).collect();
    !own.is_empty() && own.intersection(&others).count() * 5 >= own.len() * 4
}
