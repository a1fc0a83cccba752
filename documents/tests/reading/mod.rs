//! The reader's facts of a file, taken apart for the tests of all formats.

use documents::{Limits, examine};
use rules::documents::{Facts, Reading, Unread};

/// The facts of a file that can be read.
pub fn facts(bytes: &[u8]) -> Facts {
    match examine(bytes, &Limits::default()) {
        Reading::Examined { facts } => *facts,
        Reading::NotExamined { reason, detail } => panic!("not examined: {reason:?} {detail:?}"),
    }
}

/// Why a file is not read within these limits.
pub fn unread(bytes: &[u8], limits: &Limits) -> Unread {
    match examine(bytes, limits) {
        Reading::Examined { facts } => panic!("it was examined: {facts:?}"),
        Reading::NotExamined { reason, .. } => reason,
    }
}
