//! One page as the browser gave it.

use super::{capture::PictureFile, error::PageError, looks::Looks};
use rules::Snapshot;

/// Additional work for a page, besides its capture.
#[derive(Debug, Clone, Copy)]
pub struct Attention<'a> {
    /// Looks of elements that were pictured before. A picture is taken if the page has an element of another look; with
    /// `None`, no picture is taken.
    pub pictured: Option<&'a Looks>,
    /// Whether the Tab key leads through the page, if pages are used at all.
    pub walked: bool,
}

impl Attention<'_> {
    pub const NONE: Self = Self { pictured: None, walked: false };
    pub const WALKED: Self = Self { pictured: None, walked: true };
}

/// A page as the browser gave it.
pub struct Captured {
    snapshot: Box<Snapshot>,
    picture: Option<PictureFile>,
}

impl Captured {
    pub(super) fn pictured(snapshot: Snapshot, picture: Option<PictureFile>) -> Self {
        Self { snapshot: Box::new(snapshot), picture }
    }

    /// A captured page without a picture, for stand-ins of a browser.
    pub fn ready(snapshot: Snapshot) -> Self {
        Self::pictured(snapshot, None)
    }

    /// HTTP status of the main document; 0 where the browser gave none.
    pub fn status(&self) -> u16 {
        self.snapshot.status
    }

    /// Takes the picture. `None` where none was requested, or an accurate one could not be taken.
    pub fn take_picture(&mut self) -> Option<PictureFile> {
        self.picture.take()
    }

    pub fn snapshot(self) -> Result<Snapshot, PageError> {
        Ok(*self.snapshot)
    }
}
