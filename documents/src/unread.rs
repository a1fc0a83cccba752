//! The result for a file that was not examined.

use rules::documents::{Reading, Unread};

pub fn unread(reason: Unread, detail: Option<String>) -> Reading {
    Reading::NotExamined { reason, detail }
}
