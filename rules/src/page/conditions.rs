//! Changes that style sheets make under conditions that were not met at the capture.

use super::{Node, Page, snapshot::StyleTrait};

impl Page {
    /// Elements that style sheets rotate when the screen is turned, with the angles in degrees before and after.
    pub fn rotated(&self) -> Vec<(Node<'_>, Option<i16>, Option<i16>)> {
        let told = &self.snapshot.conditions.rotated;
        let nodes = self.ranked(told.iter().map(|held| held.rank));
        nodes.into_iter().zip(told).map(|(node, held)| (node, held.upright, held.turned)).collect()
    }

    /// Elements that the Tab key reaches and whose focus is not visible. If there are many, only some.
    pub fn unseen_when_focused(&self) -> Vec<Node<'_>> {
        self.ranked(self.snapshot.conditions.unseen_focus.iter().copied())
    }

    /// Whether all style sheets were read and none declares anything, so that only the elements' own `style` counts.
    pub fn has_no_style_sheet(&self) -> bool {
        self.snapshot.style_traits.as_ref().is_some_and(|traits| !traits.contains(&StyleTrait::Style))
    }

    /// The elements of these ranks. Empty if the number of elements shows that the page changed before the ranks were
    /// asked for.
    fn ranked(&self, ranks: impl ExactSizeIterator<Item = u32>) -> Vec<Node<'_>> {
        if ranks.len() == 0 {
            return Vec::new();
        }
        let own = |node: &Node<'_>| node.document() == 0 && node.shadow().is_none();
        let all: Vec<Node<'_>> = self.elements().filter(own).collect();
        if all.len() != self.snapshot.conditions.elements as usize {
            return Vec::new();
        }
        let nodes: Option<Vec<Node<'_>>> = ranks.map(|rank| all.get(rank as usize).copied()).collect();
        nodes.unwrap_or_default()
    }
}
