//! Content that appears under the pointer: what of it can be worked, and whether only the pointer reaches it.

use super::{held_focus, links, open_dialog, roles};
use crate::{
    Node, Page,
    page::{
        hovered::Hovered,
        sections::{hovers::Appears, walk::End},
    },
    standards::words,
};
use std::collections::HashSet;

const FIELDS: &[&str] = &["button", "input", "select", "textarea", "summary"];
/// Roles of components that have several parts, and roles of such parts.
const COMPOSITES: &[&str] = &[
    "combobox",
    "grid",
    "gridcell",
    "listbox",
    "menu",
    "menubar",
    "menuitem",
    "option",
    "radiogroup",
    "tab",
    "tablist",
    "toolbar",
    "tree",
    "treegrid",
    "treeitem",
    "application",
];
/// Most characters of the words by which a trigger is named.
const LONGEST_WORDS: usize = 60;

/// Links, buttons and fields in it, whether they are rendered now or not.
pub(crate) fn controls<'p>(content: &Hovered<'p>) -> Vec<Node<'p>> {
    let Some(node) = content.node else { return Vec::new() };
    std::iter::once(node).chain(node.descendants()).filter(is_control).collect()
}

fn is_control(node: &Node<'_>) -> bool {
    let is_field = node.is_one_of(FIELDS) && !node.attribute_is("type", "hidden");
    node.is_element() && !node.has_attribute("disabled") && (is_field || links::is_link(*node))
}

/// Whether the trigger is a component of the interface: it can be operated, or stands in or around an element that can be.
pub(crate) fn is_component(content: &Hovered<'_>) -> bool {
    let trigger = content.trigger;
    let is_worked = |node: &Node<'_>| {
        is_control(node)
            || node.has_attribute("tabindex")
            || roles::given_role(*node).is_some_and(|role| role.is_a("widget"))
    };
    trigger.closest(is_worked).is_some() || outside(content).iter().any(is_worked)
}

/// The trigger with all that stands in it, without the content that appeared.
fn outside<'p>(content: &Hovered<'p>) -> Vec<Node<'p>> {
    let came = |node: &Node<'p>| content.node.is_some_and(|came| *node == came || node.is_inside(came));
    let trigger = content.trigger;
    std::iter::once(trigger).chain(trigger.descendants()).filter(|node| !came(node)).collect()
}

/// The words by which people find the trigger.
pub(crate) fn trigger_words(content: &Hovered<'_>) -> String {
    let texts = outside(content).into_iter().filter(Node::is_text).filter(Node::is_visible);
    let words = crate::page::fold(&texts.map(|text| text.text().to_owned()).collect::<Vec<_>>().join(" "));
    let named = if words.is_empty() { content.trigger.accessible_name().to_owned() } else { words };
    if named.is_empty() {
        content.trigger.name().to_owned()
    } else {
        named.chars().take(LONGEST_WORDS).collect()
    }
}

/// Whether only a pointer reaches the content: something in it can be operated, nothing that was tried with the keyboard
/// reaches it, and there is no sign of another way.
pub(crate) fn is_for_pointers_only(content: &Hovered<'_>) -> bool {
    content.seen.by_keyboard == Appears::Never
        && content.node.is_some()
        && was_walked_through(content.trigger.page())
        && !is_reached(content)
        && !leads_elsewhere(content)
        && !may_be_reached_by_other_keys(content)
        // A link is recognised by its address. A button is not: another button may do the same under another name.
        && is_nowhere_else(content)
}

fn is_link_to_elsewhere(control: Node<'_>) -> bool {
    links::address(control).is_some() && links::is_link(control) && may_lead_to_another_page(control)
}

/// Whether the trigger is one of several parts between which arrow keys move, or has a key of its own.
fn may_be_reached_by_other_keys(content: &Hovered<'_>) -> bool {
    let is_part = |node: &Node<'_>| {
        node.attribute("tabindex").is_some_and(|index| index.trim().starts_with('-'))
            || node.role_tokens().iter().any(|role| COMPOSITES.contains(&role.as_str()))
    };
    let has_key = |node: &Node<'_>| node.has_attribute("accesskey");
    content.trigger.closest(is_part).is_some()
        || outside(content).iter().any(is_part)
        || outside(content).into_iter().chain(controls(content)).any(|node| has_key(&node))
}

/// Whether the Tab key led through the whole page, and nothing was held back that a script may have waited for.
fn was_walked_through(page: &Page) -> bool {
    let is_quiet =
        page.hovers().is_some_and(|hovers| hovers.refused_requests == 0 && hovers.closed_dialogs == 0);
    let is_whole = page.walk().is_some_and(|walk| {
        walk.end == End::Out
            && walk.stops.iter().all(|stop| stop.node.is_some())
            && walk.refused_requests == 0
            && walk.closed_dialogs == 0
    });
    is_quiet
        && is_whole
        && !page.is_unsettled()
        && open_dialog::open_dialogs(page).is_empty()
        && !held_focus::tells_of_keys(page)
}

/// Whether the Tab key led into the content.
pub(crate) fn is_reached(content: &Hovered<'_>) -> bool {
    let Some(node) = content.node else { return false };
    node.page().reached().any(|stop| stop.node == node || stop.node.is_inside(node))
}

/// Whether the trigger is, or holds, a link to another page, which may offer the same as the content.
fn leads_elsewhere(content: &Hovered<'_>) -> bool {
    let around = content.trigger.closest(|node| links::is_link(*node));
    outside(content)
        .into_iter()
        .chain(around)
        .any(|node| links::is_link(node) && may_lead_to_another_page(node))
}

/// Whether the link leads to another document, by its whole address. A link without an address leads wherever a script
/// decides, so it may.
fn may_lead_to_another_page(link: Node<'_>) -> bool {
    let Some(address) = links::address(link) else { return true };
    let own = link.page().base();
    let Some(there) = own.as_ref().and_then(|own| own.join(address.trim()).ok()) else { return false };
    let is_within =
        own.is_some_and(|own| own[..url::Position::AfterQuery] == there[..url::Position::AfterQuery]);
    there.scheme() != "javascript" && !is_within
}

/// Whether one of its links to another page has neither the address nor the words of any other link of the page. Another
/// link counts even where it is not shown: a panel that a button opens may hold the same.
fn is_nowhere_else(content: &Hovered<'_>) -> bool {
    let page = content.trigger.page();
    let whole = |node: Node<'_>| {
        let address = links::address(node)?;
        page.base()?.join(address.trim()).ok().map(|url| url.to_string())
    };
    let said = |node: Node<'_>| words::normalise(&crate::page::fold(&node.text_content()));
    let is_within = |node: &Node<'_>| content.node.is_some_and(|came| *node == came || node.is_inside(came));
    let stops = page.reached().map(|stop| stop.node);
    let others: Vec<Node<'_>> =
        page.all(&["a", "area"]).into_iter().chain(stops).filter(|node| !is_within(node)).collect();
    let addresses: HashSet<String> = others.iter().filter_map(|other| whole(*other)).collect();
    let words: HashSet<String> = others.iter().map(|other| said(*other)).collect();
    let is_new = |control: Node<'_>| {
        let own = said(control);
        whole(control).is_none_or(|address| !addresses.contains(&address))
            && (own.is_empty() || !words.contains(&own))
    };
    controls(content).into_iter().any(|control| is_link_to_elsewhere(control) && is_new(control))
}
