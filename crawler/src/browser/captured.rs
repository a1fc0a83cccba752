//! What the browser gave of one page.

use super::{
    capture::{PictureFile, RawCapture},
    error::PageError,
};
use rules::Snapshot;

/// Whether it is kept what a page looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictured {
    Yes,
    No,
}

/// A page as the browser gave it; [`Captured::snapshot`] turns it into what is kept, on whatever thread.
pub struct Captured {
    taken: Taken,
    picture: Option<PictureFile>,
}

enum Taken {
    Raw(Box<RawCapture>),
    Ready(Box<Snapshot>),
}

impl Captured {
    pub(super) fn raw(raw: RawCapture, picture: Option<PictureFile>) -> Self {
        Self { taken: Taken::Raw(Box::new(raw)), picture }
    }

    /// What a stand-in for a browser gives.
    pub fn ready(snapshot: Snapshot) -> Self {
        Self { taken: Taken::Ready(Box::new(snapshot)), picture: None }
    }

    /// HTTP status of the main document; 0 where the browser gave none.
    pub fn status(&self) -> u16 {
        match &self.taken {
            Taken::Raw(raw) => raw.status(),
            Taken::Ready(snapshot) => snapshot.status,
        }
    }

    /// `None` where none was asked for, or the page could not be pictured truly.
    pub fn take_picture(&mut self) -> Option<PictureFile> {
        self.picture.take()
    }

    pub fn snapshot(self) -> Result<Snapshot, PageError> {
        match self.taken {
            Taken::Raw(raw) => raw.snapshot(),
            Taken::Ready(snapshot) => Ok(*snapshot),
        }
    }
}
