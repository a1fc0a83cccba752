//! Differences between a new reading of a source and its earlier content, computed without the database.

use super::{Extent, Losses, NewMember};
use std::collections::{HashMap, HashSet};

/// What is kept of the last description of one key by its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub digest: String,
    pub adds: bool,
    pub gone: bool,
    pub member: Option<String>,
}

/// Differences between a new reading and the earlier content of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Indexes of the new or changed members in the new reading.
    pub put: Vec<usize>,
    /// Keys that the source no longer lists.
    pub gone: Vec<String>,
    /// Number of keys that the source listed before.
    pub live: usize,
}

/// Largest number of members that may be gone from a reading of any size, as long as the reading lists others.
const FEW: usize = 3;
/// Largest share of a list, 0 to 1, that may be gone at once without a person's confirmation.
const LARGEST_LOSS: f64 = 0.2;

impl Difference {
    pub fn between(
        known: &HashMap<String, Known>,
        said: &[NewMember],
        adds: bool,
        extent: &Extent,
        kept: &[String],
    ) -> Self {
        let is_news = |member: &NewMember| match known.get(&member.id) {
            None => true,
            Some(before) => before.gone || before.adds != adds || before.digest != digest(member),
        };
        let put = (0..said.len()).filter(|index| is_news(&said[*index])).collect();
        let listed: HashSet<&str> =
            said.iter().map(|member| member.id.as_str()).chain(kept.iter().map(String::as_str)).collect();
        let is_live = |key: &&String| known.get(key.as_str()).is_some_and(|before| !before.gone);
        let mut gone: Vec<String> = match extent {
            Extent::Whole => {
                known.keys().filter(is_live).filter(|key| !listed.contains(key.as_str())).cloned().collect()
            }
            Extent::Changes { deleted } => {
                deleted.iter().filter(is_live).filter(|key| !listed.contains(key.as_str())).cloned().collect()
            }
        };
        gone.sort();
        gone.dedup();
        Self { put, gone, live: known.values().filter(|before| !before.gone).count() }
    }

    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.gone.is_empty()
    }

    /// Whether so many members are missing that the reading is more likely broken than right.
    pub fn is_suspicious(&self, losses: Losses, listed: usize) -> bool {
        let gone = self.gone.len();
        let all = gone > 0 && listed == 0 && gone == self.live;
        let many = gone > FEW && gone as f64 > self.live as f64 * LARGEST_LOSS;
        losses == Losses::Limited && (all || many)
    }
}

/// Digest of everything that a source says about a member.
pub fn digest(member: &NewMember) -> String {
    let bytes = serde_json::to_vec(member).expect("a member holds only strings and lists of them");
    rules::audit::hash_of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losing(gone: usize, live: usize) -> Difference {
        Difference { gone: vec![String::new(); gone], live, ..Difference::default() }
    }

    #[test]
    fn a_fifth_may_leave_at_once_and_no_more() {
        for (gone, live, suspicious) in
            [(1, 4, false), (3, 4, false), (4, 5, true), (200, 1000, false), (201, 1000, true), (0, 0, false)]
        {
            assert_eq!(losing(gone, live).is_suspicious(Losses::Limited, 1), suspicious, "{gone} of {live}");
        }
        assert!(!losing(900, 1000).is_suspicious(Losses::Accepted, 1));
    }

    #[test]
    fn an_empty_answer_never_empties_a_registry() {
        assert!(losing(1, 1).is_suspicious(Losses::Limited, 0));
        assert!(!losing(1, 1).is_suspicious(Losses::Accepted, 0));
    }
}
