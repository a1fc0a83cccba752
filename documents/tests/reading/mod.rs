//! Shortcuts to examine a file, for the tests of all formats.

use documents::{Limits, examine};
use rules::documents::{Facts, Reading, Unread};

/// The facts of a file. Panics if the file was not examined.
pub fn facts(bytes: &[u8]) -> Facts {
    match examine(bytes, &Limits::default()) {
        Reading::Examined { facts } => *facts,
        Reading::NotExamined { reason, detail } => panic!("not examined: {reason:?} {detail:?}"),
    }
}

/// The reason for which a file was not examined with these limits. Panics if it was.
pub fn unread(bytes: &[u8], limits: &Limits) -> Unread {
    match examine(bytes, limits) {
        Reading::Examined { facts } => panic!("it was examined: {facts:?}"),
        Reading::NotExamined { reason, .. } => reason,
    }
}
