//! Content that appears under the pointer: its controls, and whether only a pointer reaches it.

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
/// Roles of components that consist of several parts, and roles of these parts.
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
/// Most characters of the name by which a message identifies a trigger.
const LONGEST_WORDS: usize = 60;

/// Links, buttons and fields in the content, including those that are not rendered.
pub(crate) fn controls<'p>(content: &Hovered<'p>) -> Vec<Node<'p>> {
    let Some(node) = content.node else { return Vec::new() };
    std::iter::once(node).chain(node.descendants()).filter(is_control).collect()
}

fn is_control(node: &Node<'_>) -> bool {
    let is_field = node.is_one_of(FIELDS) && !node.attribute_is("type", "hidden");
    node.is_element() && !node.has_attribute("disabled") && (is_field || links::is_link(*node))
}

/// Whether the trigger is a component of the interface: it can be operated, or is inside or around an element that can
/// be.
pub(crate) fn is_component(content: &Hovered<'_>) -> bool {
    let trigger = content.trigger;
    let is_worked = |node: &Node<'_>| {
        is_control(node)
            || node.has_attribute("tabindex")
            || roles::given_role(*node).is_some_and(|role| role.is_a("widget"))
    };
    trigger.closest(is_worked).is_some() || outside(content).iter().any(is_worked)
}

/// The trigger and all nodes inside it, without the content that appeared.
fn outside<'p>(content: &Hovered<'p>) -> Vec<Node<'p>> {
    let came = |node: &Node<'p>| content.node.is_some_and(|came| *node == came || node.is_inside(came));
    let trigger = content.trigger;
    std::iter::once(trigger).chain(trigger.descendants()).filter(|node| !came(node)).collect()
}

/// Words by which users find the trigger: its visible text, else its accessible name, else the name of its element.
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

/// Whether only a pointer reaches the content: something in it can be operated, nothing that was tried with the
/// keyboard reaches it, and there is no sign of another way.
pub(crate) fn is_for_pointers_only(content: &Hovered<'_>) -> bool {
    content.seen.by_keyboard == Appears::Never
        && content.node.is_some()
        && was_walked_through(content.trigger.page())
        && !is_reached(content)
        && !leads_elsewhere(content)
        && !may_be_reached_by_other_keys(content)
        // Only links are compared, by their address. Another button may do the same as a button under another name.
        && is_nowhere_else(content)
}

fn is_link_to_elsewhere(control: Node<'_>) -> bool {
    links::address(control).is_some() && links::is_link(control) && may_lead_to_another_page(control)
}

/// Whether the trigger may be one of several parts between which arrow keys move, or whether it or a control of the
/// content has an `accesskey`.
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

/// Whether the Tab key led through the whole page, and nothing disturbed the observation: no refused request, no closed
/// dialog, no unsettled part, no open dialog, no mention of keys.
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

/// Whether the Tab key reached the content or something in it.
pub(crate) fn is_reached(content: &Hovered<'_>) -> bool {
    let Some(node) = content.node else { return false };
    node.page().reached().any(|stop| stop.node == node || stop.node.is_inside(node))
}

/// Whether the trigger is a link to another page, or contains or is inside one. The other page may offer the same as
/// the content.
fn leads_elsewhere(content: &Hovered<'_>) -> bool {
    let around = content.trigger.closest(|node| links::is_link(*node));
    outside(content)
        .into_iter()
        .chain(around)
        .any(|node| links::is_link(node) && may_lead_to_another_page(node))
}

/// Whether the link may lead to another document, comparing whole addresses without their fragments. A link without an
/// address may, because a script decides where it leads.
fn may_lead_to_another_page(link: Node<'_>) -> bool {
    let Some(address) = links::address(link) else { return true };
    let own = link.page().base();
    let Some(there) = own.as_ref().and_then(|own| own.join(address.trim()).ok()) else { return false };
    let is_within =
        own.is_some_and(|own| own[..url::Position::AfterQuery] == there[..url::Position::AfterQuery]);
    there.scheme() != "javascript" && !is_within
}

/// Whether the content has a link to another page whose address and text no other link of the page has. Other links
/// count even if they are not visible, because a panel that a button opens may offer the same.
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
