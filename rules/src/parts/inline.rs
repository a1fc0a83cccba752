//! Elements that separate the text inside them from the text around them, and elements that do not.

use crate::Node;

/// Elements that do not interrupt the text around them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "em", "font", "g", "i", "label", "mark", "q", "small", "span",
    "strong", "sub", "sup", "svg", "time", "u",
];

/// Whether the text continues from outside the node into it, without a separation.
pub fn runs_on(node: Node<'_>) -> bool {
    node.is_one_of(INLINE)
}

/// The nearest ancestor that separates its text from the text around it.
pub fn block_around(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|above| !runs_on(*above))
}
