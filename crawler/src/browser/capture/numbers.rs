//! Converts the browser's `backendNodeId`s to node numbers of the kept page.

use std::collections::HashMap;

/// The number that each kept node has in its page ([`rules::Node::number`]), by the `backendNodeId` that the browser
/// gives it. Nodes in frames of the page's own origin and in shadow trees are included.
#[derive(Debug, Default)]
pub struct NodeNumbers(HashMap<i64, u32>);

impl NodeNumbers {
    pub(super) fn add(&mut self, backend_node_id: i64, number: u32) {
        let _first_of_this_name = self.0.insert(backend_node_id, number);
    }

    /// The number of a node. `None` for one that was added after the capture, or that is not kept (a comment, or of
    /// another origin).
    pub fn number_of(&self, backend_node_id: i64) -> Option<u32> {
        self.0.get(&backend_node_id).copied()
    }

    /// `backendNodeId`s by the number of the node; 0 where there is none.
    pub(super) fn names(&self) -> Vec<i64> {
        let most = self.0.values().max().map_or(0, |most| *most as usize + 1);
        let mut names = vec![0; most];
        self.0.iter().for_each(|(name, number)| names[*number as usize] = *name);
        names
    }
}
