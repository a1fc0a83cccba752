//! The role an element has by the standards' own reckoning: what its `role` attribute asks for, or else what it
//! is. The browser's answer differs where it follows habits of its own.

use crate::{
    Node, Page,
    standards::{
        aria::{self, Global, Role},
        html_roles,
    },
};

/// The role its `role` attribute gives. None where the attribute names no role, or asks to hide an element that cannot be hidden.
pub fn explicit_role(node: Node<'_>) -> Option<&'static Role> {
    let asked = aria::first_known_role(node.attribute("role")?)?;
    (!is_presentational(asked) || !must_stay_known(node)).then_some(asked)
}

/// The role its `role` attribute gives and that it has not by itself: one that only repeats what the element is
/// asks nothing of the author.
pub fn given_role(node: Node<'_>) -> Option<&'static Role> {
    let given = explicit_role(node)?;
    let repeats = native_role(node).is_some_and(|native| native.name == given.name);
    (!repeats).then_some(given)
}

/// The role it would have without a `role` attribute; none where the standards leave it open.
pub fn native_role(node: Node<'_>) -> Option<&'static Role> {
    // Drafts differ on whether a header or a footer inside a section may be named.
    let is_open =
        node.is_one_of(&["header", "footer", "aside"]) && html_roles::implicit_role(&node) == Some("generic");
    if is_open || is_custom(node) {
        return None;
    }
    if loses_role_with_its_parent(node) {
        return aria::role("none");
    }
    aria::role(html_roles::implicit_role(&node)?)
}

/// The role that counts.
pub fn semantic_role(node: Node<'_>) -> Option<&'static Role> {
    explicit_role(node).or_else(|| native_role(node))
}

/// Elements of the page which reach assistive technologies and of which this holds.
pub fn exposed<'p>(page: &'p Page, holds: impl Fn(Node<'p>) -> bool) -> Vec<Node<'p>> {
    page.elements().filter(|node| holds(*node) && node.is_exposed()).collect()
}

/// Whether the role is `none` or its synonym.
pub fn is_presentational(role: &Role) -> bool {
    matches!(role.name, "none" | "presentation")
}

/// Whether the node is a custom element, whose code may give it a role that is not in the page.
pub fn is_custom(node: Node<'_>) -> bool {
    node.is_html() && node.name().contains('-')
}

/// Whether the node has a global ARIA attribute, which keeps it from being ignored.
pub fn has_global_attribute(node: Node<'_>) -> bool {
    let is_global =
        |name: &str| aria::attribute(name).is_some_and(|attribute| attribute.global != Global::No);
    node.attributes()
        .any(|(name, value)| name != "aria-hidden" && !value.trim().is_empty() && is_global(name))
}

/// Whether the node stays exposed despite `role="none"`, because it can take the focus or has a global attribute.
fn must_stay_known(node: Node<'_>) -> bool {
    node.is_focusable() || has_global_attribute(node)
}

/// Whether the node is an item of a list or a cell of a table that is presentational, so that it is so too.
fn loses_role_with_its_parent(node: Node<'_>) -> bool {
    let whole = match node.name() {
        "li" => node.parent().filter(|parent| parent.is_one_of(&["ul", "ol", "menu"])),
        "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" => {
            node.closest(|above| above.is("table"))
        }
        _ => None,
    };
    whole.and_then(explicit_role).is_some_and(is_presentational)
}

/// References that the role of an element needs, as ARIA 1.2 has it: what a scroll bar moves, what an open
/// combo box shows.
pub fn required_references(node: Node<'_>) -> &'static [&'static str] {
    match explicit_role(node).map(|role| role.name) {
        Some("scrollbar") => &["aria-controls"],
        Some("combobox") if node.attribute_is("aria-expanded", "true") => &["aria-controls"],
        _ => &[],
    }
}
