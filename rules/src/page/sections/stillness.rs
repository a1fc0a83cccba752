//! How the page settled before it was captured, and which parts did not settle.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stillness {
    /// Time waited after its `load` event, in milliseconds.
    pub milliseconds: u32,
    /// Whether the page stopped changing. `false` if the time limit came first.
    pub is_quiet: bool,
    /// Whether all requests that affect the displayed content had ended.
    pub is_answered: bool,
    /// Whether the time limit came while the page looked unfinished.
    pub is_unfinished: bool,
    /// Numbers of nodes that differed between two captures, or that change when the page is scrolled; sorted.
    pub moving: Vec<u32>,
    /// Whether elements were added or removed between two captures.
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
