//! Which elements are headings for assistive technologies.

use super::roles;
use crate::{Node, Page};

const NAMES: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether the node is a heading by its markup: `h1` to `h6` without a role that makes it something else, or
/// `role="heading"`.
pub fn is_heading(node: Node<'_>) -> bool {
    match roles::explicit_role(node) {
        Some(role) => role.name == "heading",
        None => node.is_one_of(NAMES) && node.is_html(),
    }
}

/// Headings that reach assistive technologies, empty ones included. A heading inside another one is left out.
pub fn exposed(page: &Page) -> Vec<Node<'_>> {
    page.elements()
        .filter(|node| is_heading(*node) && node.is_exposed() && !is_inside_heading(*node))
        .collect()
}

fn is_inside_heading(node: Node<'_>) -> bool {
    node.ancestors().any(is_heading)
}
