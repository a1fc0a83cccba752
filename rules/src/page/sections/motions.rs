//! Elements that move by themselves for as long as the page is open.

use super::Section;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motions {
    pub moving: Vec<Motion>,
    /// Milliseconds for which slides were watched; 0 where they were not.
    pub watched: u32,
    /// Requests that the page wanted to make meanwhile and that were refused.
    pub refused_requests: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motion {
    pub node: u32,
    pub kind: Kind,
    /// Range of the positions of its centre in CSS pixels, horizontal or vertical, whichever is greater. 0 for slides.
    pub moves: u32,
    /// Whether it was alternately visible and invisible.
    pub blinks: bool,
    /// Whether a style sheet stops it on some condition, or could not be read.
    pub may_stop: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// An animation that the browser reports as endless.
    Endless,
    /// A carousel that showed other slides after a while, although nothing was done.
    Slides,
}

impl Section for Motions {
    const VERSION: u16 = 1;

    fn nodes(&self) -> Vec<u32> {
        self.moving.iter().map(|motion| motion.node).collect()
    }

    fn example() -> Self {
        let ticker = Motion { node: 7, kind: Kind::Endless, moves: 120, blinks: false, may_stop: true };
        Self {
            moving: vec![
                ticker,
                Motion { node: 9, kind: Kind::Slides, moves: 0, blinks: true, may_stop: false },
            ],
            watched: 6500,
            refused_requests: 3,
        }
    }
}
