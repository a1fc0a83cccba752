//! The site whose documents are opened, and the limits of one document.

use crate::{
    conduct::Auditor,
    discovery::{Robots, SiteScope},
    frontier::Lane,
};
use rules::documents::{Reading, Unread};
use std::time::Duration;

/// Greatest size of a document in bytes; a larger one is not examined.
pub const MOST_BYTES: usize = 20 << 20;

/// Most characters of the reason for which a document was not examined.
const LONGEST_DETAIL: usize = 200;

pub struct Offers<'a, G, B> {
    pub auditor: &'a Auditor<G, B>,
    pub site: &'a SiteScope,
    pub lane: &'a Lane,
    pub robots: &'a Robots,
    pub spacing: Option<Duration>,
    pub seed: u64,
}

pub fn unread(reason: Unread, detail: &str) -> Reading {
    Reading::NotExamined { reason, detail: Some(detail.chars().take(LONGEST_DETAIL).collect()) }
}
