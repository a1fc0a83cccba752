//! Index of elements by their ids, for each tree.

use std::collections::HashMap;

/// Element numbers by tree and id (the number of the id's text), in tree order; several if an id is not unique.
#[derive(Default)]
pub(super) struct Ids {
    by_tree: HashMap<(u32, u32), Vec<u32>>,
    /// Elements of trees inside another tree, by the outermost tree and the id.
    by_outer: HashMap<(u32, u32), Vec<u32>>,
}

impl Ids {
    pub fn add(&mut self, id: u32, number: u32, tree: u32, outer: u32) {
        self.by_tree.entry((tree, id)).or_default().push(number);
        if tree != outer {
            self.by_outer.entry((outer, id)).or_default().push(number);
        }
    }

    /// Elements with this id directly in a tree.
    pub fn in_tree(&self, tree: u32, id: u32) -> Option<&[u32]> {
        self.by_tree.get(&(tree, id)).map(Vec::as_slice)
    }

    /// Elements with this id in trees within this outermost one.
    pub fn within(&self, outer: u32, id: u32) -> Option<&[u32]> {
        self.by_outer.get(&(outer, id)).map(Vec::as_slice)
    }
}
