//! One page as the browser gave it.

use super::{capture::PictureFile, error::PageError};
use rules::Snapshot;

/// Extra work for a page, beyond its capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attention {
    /// It is kept what it looks like.
    pub pictured: bool,
    /// The Tab key leads through it, where pages are used at all.
    pub walked: bool,
}

impl Attention {
    pub const NONE: Self = Self { pictured: false, walked: false };
    pub const WALKED: Self = Self { pictured: false, walked: true };
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

    /// The result that a stand-in for a browser gives.
    pub fn ready(snapshot: Snapshot) -> Self {
        Self::pictured(snapshot, None)
    }

    /// HTTP status of the main document; 0 where the browser gave none.
    pub fn status(&self) -> u16 {
        self.snapshot.status
    }

    /// `None` where none was asked for, or the page could not be pictured truly.
    pub fn take_picture(&mut self) -> Option<PictureFile> {
        self.picture.take()
    }

    pub fn snapshot(self) -> Result<Snapshot, PageError> {
        Ok(*self.snapshot)
    }
}
