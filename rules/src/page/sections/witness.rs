//! Measurements from pictures of texts that a rule would accuse: colours, not the pictures.

use super::Section;
use serde::{Deserialize, Serialize};

/// Red, green and blue as a screen shows them.
pub type Pixel = [u8; 3];

/// All that was seen of one page. A text that is not named here was not seen well enough to say anything; a page without
/// this section was not looked at, and its texts are accused of nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Witness {
    /// By the number of the text node ([`crate::Node::number`]), ascending.
    pub sights: Vec<(u32, Sight)>,
}

/// One text as it was seen: once with its letters and once without them, so that the two tell the letters from their
/// ground wherever they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sight {
    /// Pixels in which something of a letter was seen.
    pub letters: u32,
    /// Thousandths of these whose colour lies neither on the expected text's colour, nor on the ground's, nor between:
    /// the letters have another colour, or something moved.
    pub strayed: u16,
    /// The most frequent colour under and right beside the letters.
    pub ground: Pixel,
    /// Thousandths of the pixels there that have this colour, or one that no eye tells from it.
    pub share: u16,
    /// The extremes of the ground, a few stray pixels left out.
    pub darkest: Pixel,
    pub lightest: Pixel,
    /// It was not seen itself: another text of the page that is painted alike was.
    pub by_likeness: bool,
}

impl Section for Witness {
    const VERSION: u16 = 1;

    fn nodes(&self) -> Vec<u32> {
        self.sights.iter().map(|(node, _)| *node).collect()
    }

    fn example() -> Self {
        let seen = Sight {
            letters: 412,
            strayed: 7,
            ground: [255, 255, 255],
            share: 981,
            darkest: [238, 238, 238],
            lightest: [255, 255, 255],
            by_likeness: false,
        };
        Self { sights: vec![(3, seen), (300, Sight { by_likeness: true, ..seen })] }
    }
}
