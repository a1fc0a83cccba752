//! Content of an element that may name it, at any depth of the rendered tree. Browsers do not take a name from the
//! content of sections, groups and some roles. For the RGAA, all text and alternatives inside the element count.

use super::{
    links::{address, is_only_glyphs},
    names,
};
use crate::{
    Node, Style,
    page::{NodeKind, Shadow, fold, is_unsaid},
};
use std::borrow::Cow;

/// How much the content of an element can name it, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// Neither a text nor an alternative.
    Nothing,
    /// Content that may name it: a `title` inside, a part that was not rendered, an element that a script may fill.
    Unclear,
    /// A text or an alternative that reaches assistive technologies.
    Text,
}

/// Elements whose content is shown only if the browser cannot show the element itself.
const REPLACED: &[&str] = &["object", "iframe", "embed", "canvas", "video", "audio", "frame"];

/// How much the content of the element can name it.
pub fn inside(element: Node<'_>) -> Inside {
    let mut most = Inside::Nothing;
    for child in shown_children(element) {
        most = most.max(of_node(child));
        if most == Inside::Text {
            break;
        }
    }
    most
}

/// The browser's name, or else the texts and alternatives inside.
pub fn name(element: Node<'_>) -> Cow<'_, str> {
    match element.accessible_name() {
        "" => Cow::Owned(text(element)),
        name => Cow::Borrowed(name),
    }
}

/// Texts and alternatives inside the element, in reading order, white space folded.
pub fn text(element: Node<'_>) -> String {
    let mut text = String::new();
    shown_children(element).into_iter().for_each(|child| gather(child, &mut text));
    fold(&text)
}

fn gather(node: Node<'_>, text: &mut String) {
    if node.is_text() && of_text(node) == Inside::Text {
        text.push_str(node.text());
        return;
    }
    if !node.is_element() || node.attribute_is("aria-hidden", "true") {
        return;
    }
    text.push(' ');
    match alternative(node) {
        Some(alternative) => text.push_str(alternative),
        None => shown_children(node).into_iter().for_each(|child| gather(child, text)),
    }
    text.push(' ');
}

/// Children in the rendered tree: a shadow tree replaces the children of its host, and the nodes assigned to a slot
/// replace the content of the slot.
fn shown_children(node: Node<'_>) -> Vec<Node<'_>> {
    if node.is("slot") {
        let put = put_into(node);
        return if put.is_empty() { node.children().collect() } else { put };
    }
    let is_shadow = |child: &Node<'_>| matches!(child.shadow(), Some(Shadow::Open | Shadow::Closed));
    let hosts = node.shadow().is_none() && node.children().any(|child| is_shadow(&child));
    node.children().filter(|child| is_shadow(child) == hosts || node.shadow().is_some()).collect()
}

/// Children of the host that the slot shows. Empty inside nested shadow trees, where these children cannot be
/// recognised.
fn put_into(slot: Node<'_>) -> Vec<Node<'_>> {
    let Some(host) = slot.shadow_host().filter(|host| host.shadow().is_none()) else { return Vec::new() };
    let name = slot.attribute("name").unwrap_or_default();
    let goes_here = |child: &Node<'_>| {
        child.shadow().is_none()
            && (child.is_element() || child.is_text())
            && child.attribute("slot").unwrap_or_default() == name
    };
    host.children().filter(goes_here).collect()
}

fn of_node(node: Node<'_>) -> Inside {
    match node.kind() {
        NodeKind::Text => of_text(node),
        NodeKind::Element => of_element(node),
        NodeKind::Pseudo => inside(node),
        NodeKind::Document => Inside::Nothing,
    }
}

fn of_text(text: Node<'_>) -> Inside {
    if !says_something(text.text()) {
        return Inside::Nothing;
    }
    if text.is_exposed() {
        Inside::Text
    } else if text.is_aria_hidden() {
        Inside::Nothing
    } else {
        of_undrawn(text)
    }
}

/// How much a text without a box can name its element. With `content-visibility`, the browser does not render content
/// far from the screen, and then does not tell whether a style would hide the text.
fn of_undrawn(text: Node<'_>) -> Inside {
    let holder = text.ancestors().take_while(Node::is_element).find(|above| above.layout().is_some());
    let Some(holder) = holder.filter(|holder| holder.is_html() && !holder.is_one_of(REPLACED)) else {
        return Inside::Nothing;
    };
    let is_own = text.parent() == Some(holder) && text.layout().is_none();
    match holder.style(Style::ContentVisibility) {
        Some("auto") if is_own && holder.is_exposed() => Inside::Text,
        Some("auto" | "hidden") => Inside::Unclear,
        _ if is_own => Inside::Unclear,
        _ => Inside::Nothing,
    }
}

fn of_element(element: Node<'_>) -> Inside {
    if element.attribute_is("aria-hidden", "true") || element.is_one_of(&["script", "style", "template"]) {
        return Inside::Nothing;
    }
    if element.is("title") && !element.is_html() {
        let says = says_something(&element.text_content());
        return if says { Inside::Unclear } else { Inside::Nothing };
    }
    let below = inside(element);
    if below == Inside::Text {
        return below;
    }
    below.max(of_itself(element))
}

/// How much the element's own attributes can name what is around it, without its content.
fn of_itself(element: Node<'_>) -> Inside {
    if !element.is_exposed() {
        return Inside::Nothing;
    }
    if alternative(element).is_some_and(says_something) {
        return Inside::Text;
    }
    if may_say_something(element) { Inside::Unclear } else { Inside::Nothing }
}

/// The text alternative of an image, or the name that an attribute gives to an element.
fn alternative<'p>(element: Node<'p>) -> Option<&'p str> {
    let is_decoration =
        element.role_tokens().first().is_some_and(|role| matches!(role.as_str(), "none" | "presentation"));
    if is_decoration {
        return None;
    }
    let named =
        Some(element.accessible_name()).filter(|name| element.in_accessibility_tree() && !name.is_empty());
    let written = names::filled(element, "aria-label")
        .or_else(|| names::filled(element, "alt").filter(|_| element.is_one_of(&["img", "area", "input"])));
    // A name that comes from the content is found when the content is read.
    let is_own =
        !matches!(element.name_from(), crate::page::NameFrom::Contents | crate::page::NameFrom::Title);
    named.filter(|_| is_own).or(written)
}

/// Whether the element is a `use` of a drawing with a `title`, which some browsers take for a name.
fn uses_titled_drawing(element: Node<'_>) -> bool {
    let drawing =
        address(element).and_then(|address| address.strip_prefix('#')).and_then(|id| element.by_id(id));
    let is_title = |node: &Node<'_>| node.is("title") && says_something(&node.text_content());
    element.is("use") && drawing.is_some_and(|drawing| drawing.descendants().any(|node| is_title(&node)))
}

/// Whether the element may say something: a `title`, a label elsewhere, the value of a control, an embedded document, a
/// drawing defined elsewhere, or an empty custom element or slot that a script may fill.
fn may_say_something(element: Node<'_>) -> bool {
    let refers = names::labelledby_text(element).is_some();
    let value = element.is_one_of(&["input", "select", "textarea", "output", "progress", "meter"])
        && !element.attribute_is("type", "hidden");
    let is_bare_custom =
        element.is_html() && element.name().contains('-') && element.children().next().is_none();
    let is_unknown_slot =
        element.is("slot") && element.shadow_host().is_none_or(|host| host.shadow().is_some());
    let shows_other = element.is_one_of(REPLACED)
        && (element.has_attribute("src") || element.has_attribute("data") || names_inside(element));
    names::filled(element, "title").is_some()
        || refers
        || value
        || is_bare_custom
        || is_unknown_slot
        || shows_other
        || uses_titled_drawing(element)
}

fn names_inside(element: Node<'_>) -> bool {
    !element.text_content().trim().is_empty()
}

fn says_something(text: &str) -> bool {
    !text.chars().all(is_unsaid) && !is_only_glyphs(text)
}
