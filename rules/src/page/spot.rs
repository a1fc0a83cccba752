//! An element as a finding shows it.

use super::{Node, Seat};

/// An element as a finding shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    pub selector: String,
    pub html: String,
    pub seat: Option<Seat>,
}

impl Spot {
    pub(crate) fn from_node(node: Node<'_>) -> Self {
        Self { selector: node.selector(), html: node.excerpt(), seat: Seat::from_node(node) }
    }
}
