//! Which elements share their ids: those of one document, or of one shadow tree.
//!
//! The browser says of a node that it stands in some shadow tree, not in whose. Where one tree stands in another, what
//! hangs below a custom element may be its own tree or what the outer tree gives it. Ids are then first looked up as if it
//! were its own, and further out where that finds nothing: neither a repeated id nor a broken reference is made up.

use super::{NodeKind, Page, Shadow, snapshot::NodeData};
use std::collections::HashMap;

/// Element numbers by tree and id (as the number of its text), in tree order; several where an id is not unique.
#[derive(Default)]
pub(super) struct Ids {
    by_tree: HashMap<(u32, u32), Vec<u32>>,
    /// Trees that stand in another one, by the outermost tree.
    by_outer: HashMap<(u32, u32), Vec<u32>>,
}

impl Ids {
    pub fn add(&mut self, id: u32, number: u32, tree: u32, outer: u32) {
        self.by_tree.entry((tree, id)).or_default().push(number);
        if tree != outer {
            self.by_outer.entry((outer, id)).or_default().push(number);
        }
    }

    /// Elements that an id may mean for a node of this tree.
    pub fn of(&self, id: u32, tree: u32, page: &Page) -> &[u32] {
        let own = |tree: u32| self.by_tree.get(&(tree, id)).map(Vec::as_slice);
        let mut trees = std::iter::successors(Some(tree), |inner| page.tree_around(*inner));
        let outer = || page.outermost(tree).and_then(|outer| self.by_outer.get(&(outer, id)));
        trees.find_map(own).or_else(|| outer().map(Vec::as_slice)).unwrap_or_default()
    }
}

impl Page {
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

    /// A custom element; what is slotted into it has its own kind of tree, too.
    fn may_bear_a_tree(&self, element: &NodeData) -> bool {
        element.kind == NodeKind::Element
            && element.shadow != Some(Shadow::UserAgent)
            && self.string(element.name).contains('-')
    }

    /// The shadow tree in which the bearer of this one stands.
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
