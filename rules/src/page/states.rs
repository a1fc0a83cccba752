//! Elements whose text does not fit when the page is narrower, enlarged, or has more space in its text.

use super::{
    Node, Page,
    sections::states::{Recipe, Strained},
};

impl Page {
    /// Elements whose text does not fit in the states whose recipe is of this kind; empty if no state was tried.
    pub fn strained(&self, is_of_kind: fn(&Recipe) -> bool) -> Vec<(Node<'_>, Strained)> {
        let states = self.snapshot.sections.states.iter().flat_map(|states| &states.states);
        let strained = states.filter(|state| is_of_kind(&state.recipe)).flat_map(|state| &state.strained);
        strained.filter_map(|strained| Some((self.node(strained.node)?, *strained))).collect()
    }

    /// Whether the page was seen in a state of this kind.
    pub fn was_tried(&self, is_of_kind: fn(&Recipe) -> bool) -> bool {
        let states = self.snapshot.sections.states.iter().flat_map(|states| &states.states);
        states.map(|state| &state.recipe).any(is_of_kind)
    }
}
