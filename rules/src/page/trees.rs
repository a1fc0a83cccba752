//! Trees within which ids are looked up: a document, or a shadow tree.
//!
//! The browser tells that a node is in some shadow tree, but not in whose. If one tree is inside another, the children
//! of a custom element may be its own tree, or given to it by the outer tree. Ids are therefore first looked up as if
//! the tree was its own, and then further out, so that neither a repeated id nor a broken reference is reported
//! wrongly.

use super::{NodeKind, Page, Shadow, snapshot::NodeData};

impl Page {
    /// Elements that an id may refer to, from a node of this tree.
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

    /// Whether the element is a custom one, which may have a shadow tree. Content slotted into it has a tree of its own
    /// kind too.
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
