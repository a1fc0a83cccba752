//! Turns counts into evidence.

use super::super::marks::Counted;
use crate::found::Evidence;

impl From<&Counted> for Evidence {
    fn from(counted: &Counted) -> Self {
        Self { count: counted.count, pages: counted.pages.clone(), word: None }
    }
}

pub fn sum(parts: &[&Counted]) -> Evidence {
    let mut pages: Vec<u32> = parts.iter().flat_map(|part| part.pages.iter().copied()).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.truncate(10);
    Evidence { count: parts.iter().map(|part| part.count).fold(0, u32::saturating_add), pages, word: None }
}
