//! What is kept of a document that a site offers: facts read from the file, and what they prove.
//!
//! The crate `documents` reads files into these shapes; the audit document holds them.

mod catalogue;
mod facts;

pub use catalogue::{Entry, Wording, entries, entry, position};
pub use facts::{Check, Facts, Format, Known, Reading, Unread};
