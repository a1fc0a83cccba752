//! Observations of the page when it was shown otherwise than it was captured.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct States {
    /// States that were reached, in this order.
    pub states: Vec<State>,
    /// Requests that the page wanted to make meanwhile, other than GET and HEAD or to lead elsewhere, and that were
    /// refused.
    pub refused_requests: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub recipe: Recipe,
    /// Elements whose text suffers there, both times that the state was reached.
    pub strained: Vec<Strained>,
}

/// The way from the captured page to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Width of the window, in CSS pixels.
    pub width: u32,
    pub height: u32,
    /// Points of the screen to a CSS pixel: 2 where the page is enlarged to 200 %.
    pub ratio: u8,
    /// The four spacings of text that RGAA 10.12 names.
    pub spaced: bool,
}

impl Recipe {
    /// RGAA 10.11.
    pub const NARROW: Self = Self { width: 320, height: 256, ratio: 1, spaced: false };
    /// 200 % of 1280 × 1024.
    pub const ENLARGED: Self = Self { width: 640, height: 512, ratio: 2, spaced: false };
}

/// Lengths in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strained {
    pub node: u32,
    /// In a narrow window, how far its text goes to the right; else how far it goes down from the top of its box.
    pub needs: u32,
    /// Width of the window, or height of the box.
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
