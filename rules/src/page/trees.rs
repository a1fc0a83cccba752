//! Trees within which ids are looked up: a document, or a shadow tree.
//!
//! The browser reports that a node is in a shadow tree, but not which element hosts that tree. If one tree is inside
//! another, the children of a custom element may be its own tree, or nodes of the outer tree that are slotted into it.
//! An id is therefore first looked up as if the children were the element's own tree, and then further out, so that
//! neither a repeated id nor a broken reference is reported wrongly.

use super::{NodeKind, Page, Shadow, snapshot::NodeData};

impl Page {
    /// Elements that an id may refer to when a node of this tree uses it.
    pub(super) fn elements_with_id(&self, id: u32, tree: u32) -> &[u32] {
        let mut trees = std::iter::successors(Some(tree), |inner| self.tree_around(*inner));
        let outer = || self.outermost(tree).and_then(|outer| self.ids.within(outer, id));
        trees.find_map(|tree| self.ids.in_tree(tree, id)).or_else(outer).unwrap_or_default()
    }

    pub(super) fn tree_of(&self, number: u32) -> u32 {
        self.links[number as usize].tree
    }

    /// The tree of a child of this parent.
    pub(super) fn tree_below(&self, parent: u32, child: &NodeData) -> u32 {
        let above = self.data(parent);
        let begins = || child.shadow != above.shadow || self.may_bear_a_tree(above);
        match child.shadow {
            Some(_) if begins() => parent,
            _ => self.tree_of(parent),
        }
    }

    /// Whether the element is a custom element, so that it may host a shadow tree. Inside a shadow tree, content that
    /// is slotted into such an element cannot be distinguished from the element's own tree.
    fn may_bear_a_tree(&self, element: &NodeData) -> bool {
        element.kind == NodeKind::Element
            && element.shadow != Some(Shadow::UserAgent)
            && self.string(element.name).contains('-')
    }

    /// The shadow tree that contains the host of this one.
    fn tree_around(&self, tree: u32) -> Option<u32> {
        self.data(tree).shadow.map(|_| self.tree_of(tree))
    }

    fn outermost(&self, tree: u32) -> Option<u32> {
        std::iter::successors(Some(tree), |inner| self.tree_around(*inner)).last()
    }

    pub(super) fn outer_tree(&self, number: u32) -> u32 {
        let tree = self.tree_of(number);
        self.outermost(tree).unwrap_or(tree)
    }
}
