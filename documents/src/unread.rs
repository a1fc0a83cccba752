//! Files that were not examined, with the reason.

use rules::documents::{Reading, Unread};

pub fn unread(reason: Unread, detail: Option<String>) -> Reading {
    Reading::NotExamined { reason, detail }
}
