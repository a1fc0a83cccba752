//! Facts about documents that sites offer: facts read from the file, and what they prove.
//!
//! The crate `documents` reads files into these shapes; the audit document holds them.

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
