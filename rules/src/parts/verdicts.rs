//! Verdicts on several nodes that a rule computes together, once for each page.

use crate::{Node, Page, Verdict};
use std::collections::HashMap;

/// Verdicts by the number of the node.
pub(crate) struct Verdicts(HashMap<u32, Verdict>);

impl Verdicts {
    /// The nodes with a verdict, in document order.
    pub fn nodes<'p>(&self, page: &'p Page) -> Vec<Node<'p>> {
        let mut numbers: Vec<u32> = self.0.keys().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().filter_map(|number| page.node(number)).collect()
    }

    /// The verdict on a node. A node without one passes.
    pub fn on(&self, node: Node<'_>) -> Verdict {
        self.0.get(&node.number()).cloned().unwrap_or_else(Verdict::pass)
    }
}

impl FromIterator<(u32, Verdict)> for Verdicts {
    fn from_iter<T: IntoIterator<Item = (u32, Verdict)>>(verdicts: T) -> Self {
        Self(verdicts.into_iter().collect())
    }
}
