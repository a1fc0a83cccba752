//! Observations of the page in states other than the captured one: narrower, enlarged, or with more space in its text.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct States {
    /// The states reached, in their order.
    pub states: Vec<State>,
    /// Number of requests that the page made meanwhile and that were refused: other methods than GET and HEAD, and
    /// navigations.
    pub refused_requests: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub recipe: Recipe,
    /// Elements whose text did not fit, both times that the state was reached.
    pub strained: Vec<Strained>,
}

/// The way from the captured page to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Width of the window, in CSS pixels.
    pub width: u32,
    pub height: u32,
    /// Device pixels for each CSS pixel: 2 where the page is enlarged to 200 %.
    pub ratio: u8,
    /// Whether the four spacings of text that RGAA 10.12 names are applied.
    pub spaced: bool,
}

impl Recipe {
    /// RGAA 10.11.
    pub const NARROW: Self = Self { width: 320, height: 256, ratio: 1, spaced: false };
    /// 200 % of 1280 × 1024.
    pub const ENLARGED: Self = Self { width: 640, height: 512, ratio: 2, spaced: false };
}

/// An element whose text does not fit. Lengths are in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strained {
    pub node: u32,
    /// Right edge of its text in a narrow window; otherwise the bottom of its text from the top of its box.
    pub needs: u32,
    /// Width of the window, otherwise height of the box.
    pub offers: u32,
}

impl Section for States {
    const VERSION: u16 = 1;

    fn nodes(&self) -> Vec<u32> {
        self.states.iter().flat_map(|state| &state.strained).map(|strained| strained.node).collect()
    }

    fn example() -> Self {
        let strained = vec![Strained { node: 7, needs: 900, offers: 320 }];
        let spaced = Recipe { width: 1280, height: 1024, ratio: 1, spaced: true };
        Self {
            states: vec![
                State { recipe: Recipe::NARROW, strained },
                State { recipe: spaced, strained: Vec::new() },
            ],
            refused_requests: 3,
        }
    }
}
