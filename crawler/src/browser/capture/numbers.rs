//! From the browser's names of nodes to their numbers in the kept page.

use std::collections::HashMap;

/// The number that each kept node has in its page ([`rules::Node::number`]), by the `backendNodeId` that the browser gives
/// it. Frames of the page's own origin and shadow trees are reached as the main document is.
#[derive(Debug, Default)]
pub struct NodeNumbers(HashMap<i64, u32>);

impl NodeNumbers {
    pub(super) fn add(&mut self, backend_node_id: i64, number: u32) {
        let _first_of_this_name = self.0.insert(backend_node_id, number);
    }

    /// `None` for a node that came after the page was captured, or that is not kept (a comment, another origin's).
    pub fn of(&self, backend_node_id: i64) -> Option<u32> {
        self.0.get(&backend_node_id).copied()
    }

    /// The browser's names by the number of the node; 0 where there is none.
    pub(super) fn names(&self) -> Vec<i64> {
        let most = self.0.values().max().map_or(0, |most| *most as usize + 1);
        let mut names = vec![0; most];
        self.0.iter().for_each(|(name, number)| names[*number as usize] = *name);
        names
    }
}
