//! Elements that separate the text around them from the text inside them.

use crate::Node;

/// Elements whose text runs on around them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "em", "font", "g", "i", "label", "mark", "q", "small", "span",
    "strong", "sub", "sup", "svg", "time", "u",
];

/// Whether the text around the node and that inside it are continuous.
pub fn runs_on(node: Node<'_>) -> bool {
    node.is_one_of(INLINE)
}

/// The nearest element around the node that begins a text of its own.
pub fn block_around(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|above| !runs_on(*above))
}
