//! Reads facts about the accessibility of a document: bytes in, facts out. No I/O, no clock. Every reading stays within
//! its [`Limits`]; a file that exceeds them is not examined.
//!
//! Every check is in the catalogue (`rules::documents`), with its criterion of RAPDF 1.1 and its clause of PDF/UA.

mod budget;
mod format;
mod found;
mod package;
mod pdf;
mod text;
mod unread;

pub use budget::{Excess, Limits};
pub use format::sniff;

use budget::Budget;
use rules::documents::{Format, Reading, Unread};
use unread::unread;

/// Reads one file of any format.
pub fn examine(bytes: &[u8], limits: &Limits) -> Reading {
    if bytes.len() > limits.bytes {
        return unread(Unread::Excess, Some(format!("more than {} bytes", limits.bytes)));
    }
    let budget = Budget::new(limits.clone());
    match sniff(bytes) {
        None => unread(Unread::Format, None),
        Some(Format::Pdf) => pdf::examine(bytes, &budget),
        Some(format) => package::examine(bytes, format, &budget),
    }
}
