//! The picture of a page, and places in it.

use serde::{Deserialize, Serialize};

/// A WebP picture of a page from its top left corner; one pixel of the picture is one CSS pixel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// BLAKE3 of the file, in hexadecimal.
    pub hash: String,
    pub width: u32,
    /// Height in pixels; more than the viewport's if the page below it was rendered too.
    pub height: u32,
}

/// A rectangle in a page's picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}
