//! The engine of publication: it writes files that changed, leaves equal ones alone and removes those that are no
//! longer published. It knows nothing about audits.

mod below;
mod build;
mod digest;
mod disk;
mod inspect;
mod manifest;
mod names;
mod page;
mod path;
mod seal;

pub use build::Build;
pub use digest::Digest;
pub use disk::{Disk, FileSystem};
pub use inspect::{Fault, InspectError, Inspected, inspect, strangers};
pub use page::{Drawing, EarlierPage, Name, Page, Shrinks};
pub use path::{SitePath, UnsafePath};

use std::{io, path::PathBuf};

/// Reason why one page could not be drawn. The publication continues with the other pages.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    #[error("its address is not safe: {0}")]
    Path(#[from] UnsafePath),
    #[error("another page already has this address")]
    SameAddress,
    #[error("its template failed: {0}")]
    Template(#[from] askama::Error),
    #[error("a file beside it could not be written: {0}")]
    Export(#[source] crate::SourceError),
    #[error("its data could not be read: {0}")]
    Source(#[from] crate::SourceError),
    #[error("the source has no document of that id")]
    NoDocument,
    #[error(
        "the document's hash begins with {found}: it is not the one that was recorded, and is not published"
    )]
    OtherDocument { found: String },
    #[error(transparent)]
    Document(#[from] rules::audit::CanonicalError),
}

/// A page that could not be drawn: it is missing from this publication, or shows its last state.
#[derive(Debug, thiserror::Error)]
#[error("{page}: {cause}")]
pub struct Problem {
    /// Path of the page, or the name that could not become one.
    pub page: String,
    #[source]
    pub cause: DrawError,
}

/// The reason why a publication stopped. Files that were already written are whole, and the next publication continues
/// from them.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(
        "cannot write the site at {path}: {source}; check the folder's rights and the free space, then publish again"
    )]
    Disk { path: PathBuf, source: io::Error },
    #[error(
        "{gone} of the {published} sites that are published would be gone: nothing was written. Look whether this is the right database, and whole; then publish with --yes"
    )]
    Losses { gone: usize, published: usize },
    #[error("another publication is under way in {0}: wait for it to end, then publish again")]
    Busy(PathBuf),
}

/// Counts of one publication.
#[derive(Debug, Default)]
pub struct Report {
    /// Pages that were drawn, because what they show changed.
    pub drawn: usize,
    /// Pages left alone without drawing them.
    pub kept: usize,
    /// Files written; a page drawn again with equal bytes is not written.
    pub written: usize,
    /// Files removed.
    pub removed: usize,
    /// Files that somebody had removed or changed and that were restored, by path from the root. Only filled by a
    /// thorough publication.
    pub mended: Vec<String>,
    pub problems: Vec<Problem>,
}
