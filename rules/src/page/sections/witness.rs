//! Colours measured in pictures of texts that a rule would report as failed; the pictures are not kept.

use super::Section;
use serde::{Deserialize, Serialize};

/// Red, green and blue of a pixel, 0 to 255.
pub type Pixel = [u8; 3];

/// The measurements of one page. A text that is not listed here was not seen well enough. In a page without this
/// section no text fails because of its colours.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Witness {
    /// By the number of the text node ([`crate::Node::number`]), ascending.
    pub sights: Vec<(u32, Sight)>,
}

/// The colours of one text, from two pictures: with its letters and without. Pixels that differ belong to letters, the
/// others to the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sight {
    /// Number of pixels that belong to letters.
    pub letters: u32,
    /// Thousandths of these pixels whose colour is neither the expected one, nor the background's, nor between: the
    /// letters have another colour, or something moved.
    pub strayed: u16,
    /// The most frequent colour under and right beside the letters.
    pub ground: Pixel,
    /// Thousandths of the pixels there with this colour, or one that cannot be distinguished from it.
    pub share: u16,
    /// The darkest and lightest colours of the background, without a few stray pixels.
    pub darkest: Pixel,
    pub lightest: Pixel,
    /// Whether the measurements are those of another text of the page that is painted in the same way.
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
