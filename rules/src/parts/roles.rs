//! The role of an element by the standards: the role that its `role` attribute gives, or else its implicit role. The
//! role that the browser computes may differ, because browsers deviate from the standards.

use crate::{
    Node, Page,
    standards::{
        aria::{self, Global, Role},
        html_roles,
    },
};

/// The role that its `role` attribute gives. `None` if the attribute names no role, or is presentational on an element
/// that stays exposed all the same.
pub fn explicit_role(node: Node<'_>) -> Option<&'static Role> {
    let asked = aria::first_known_role(node.attribute("role")?)?;
    (!is_presentational(asked) || !must_stay_known(node)).then_some(asked)
}

/// The role that its `role` attribute gives, if this is not the element's implicit role. A role that only repeats the
/// implicit one puts no duties on the author.
pub fn given_role(node: Node<'_>) -> Option<&'static Role> {
    let given = explicit_role(node)?;
    let repeats = native_role(node).is_some_and(|native| native.name == given.name);
    (!repeats).then_some(given)
}

/// The role that the element would have without a `role` attribute. `None` if it has none, or the standards do not
/// decide.
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

/// The explicit role, or else the implicit one.
pub fn semantic_role(node: Node<'_>) -> Option<&'static Role> {
    explicit_role(node).or_else(|| native_role(node))
}

/// Elements of the page that reach assistive technologies and for which `holds` is true.
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

/// Whether the node has a global ARIA attribute that is not empty, other than `aria-hidden`. Such an attribute keeps an
/// element exposed.
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

/// Whether the node is an item of a presentational list or part of a presentational table, so that it is presentational
/// too.
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

/// Attributes with references that ARIA 1.2 requires for the role of an element: to the content that a scroll bar
/// moves, to the popup that an open combo box shows.
pub fn required_references(node: Node<'_>) -> &'static [&'static str] {
    match explicit_role(node).map(|role| role.name) {
        Some("scrollbar") => &["aria-controls"],
        Some("combobox") if node.attribute_is("aria-expanded", "true") => &["aria-controls"],
        _ => &[],
    }
}
