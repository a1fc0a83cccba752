//! Elements that move by themselves for as long as the page is open.

use super::{Section, Unread};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motions {
    pub moving: Vec<Motion>,
    /// Backgrounds that an animation of a style sheet makes light and dark in turn.
    pub flashes: Vec<Flash>,
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
pub struct Flash {
    pub node: u32,
    /// Flashes in the second in which the background was watched: pairs of opposite changes of its relative luminance
    /// by 0.1 or more, with the darker state below 0.8.
    pub each_second: u32,
    /// Area of the background in CSS pixels that is visible in the window, with nothing painted over it.
    pub area: u32,
}

/// The shape of version 1.
#[derive(Deserialize)]
struct Motions1 {
    moving: Vec<Motion>,
    watched: u32,
    refused_requests: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// An animation that the browser reports as endless.
    Endless,
    /// A carousel that showed other slides after a while, although nothing was done.
    Slides,
}

impl Section for Motions {
    const VERSION: u16 = 2;

    fn migrate(earlier: u16, body: &[u8]) -> Result<Self, Unread> {
        if earlier != 1 {
            return Err(Unread::UnknownVersion);
        }
        let Motions1 { moving, watched, refused_requests } = postcard::from_bytes(body)?;
        Ok(Self { moving, flashes: Vec::new(), watched, refused_requests })
    }

    fn nodes(&self) -> Vec<u32> {
        let moving = self.moving.iter().map(|motion| motion.node);
        moving.chain(self.flashes.iter().map(|flash| flash.node)).collect()
    }

    fn example() -> Self {
        let ticker = Motion { node: 7, kind: Kind::Endless, moves: 120, blinks: false, may_stop: true };
        Self {
            moving: vec![
                ticker,
                Motion { node: 9, kind: Kind::Slides, moves: 0, blinks: true, may_stop: false },
            ],
            flashes: vec![Flash { node: 12, each_second: 5, area: 240_000 }],
            watched: 6500,
            refused_requests: 3,
        }
    }
}
