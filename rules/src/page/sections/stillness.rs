//! How the page came to rest before it was captured, and which parts of it did not.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stillness {
    /// How long it was waited for after its `load` event.
    pub milliseconds: u32,
    /// Nothing changed any more. `false` where the time was over before.
    pub is_quiet: bool,
    /// All that matters to what is shown had been answered.
    pub is_answered: bool,
    /// The time was over, and the page looked as pages look that are not there yet.
    pub is_unfinished: bool,
    /// Nodes that differed between two looks, or follow the scrolling; by their number, sorted.
    pub moving: Vec<u32>,
    /// Elements came or went between two looks.
    pub appears: bool,
}

impl Section for Stillness {
    const VERSION: u16 = 1;

    fn nodes(&self) -> Vec<u32> {
        self.moving.clone()
    }

    fn example() -> Self {
        Self {
            milliseconds: 640,
            is_quiet: false,
            is_answered: true,
            is_unfinished: true,
            moving: vec![3, 4, 130],
            appears: true,
        }
    }
}
