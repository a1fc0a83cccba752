//! Documents that sites offer for download: the facts that a file shows, and the decisions that follow from them.
//!
//! The crate `documents` reads files into these types; the audit document contains them.

pub mod announced;
mod catalogue;
mod digest;
mod facts;
mod near;
mod offered;
mod offers;
mod software;

pub use catalogue::{Entry, Wording, entries, entry, position};
pub use digest::{DocumentsDigest, MadeWith};
pub use facts::{Check, Facts, Format, Known, Reading, Unread};
pub use near::Near;
pub(crate) use near::own_words;
pub use offered::{DocumentLink, on_page};
pub use offers::{Because, Decision, DocumentFile, Documents, Drawn, Offered, Opened, inventory};
pub use software::{Software, Told};
