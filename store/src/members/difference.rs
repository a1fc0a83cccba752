//! What an import changes: a comparison of what is known with what is said, and nothing else.

use super::NewMember;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub source: String,
    pub digest: String,
    pub gone: bool,
}

/// Indexes are those of the members said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    pub added: Vec<usize>,
    pub changed: Vec<usize>,
    pub returned: Vec<usize>,
    pub unchanged: u32,
    pub gone: Vec<String>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.returned.is_empty() && self.gone.is_empty()
    }

    pub fn to_write(&self) -> impl Iterator<Item = usize> {
        self.added.iter().chain(&self.changed).chain(&self.returned).copied()
    }
}

/// A member that another source listed before follows the source that speaks now; only this source's own
/// members can go.
pub fn difference(source: &str, known: &HashMap<String, Known>, said: &[NewMember]) -> Difference {
    let mut result = Difference::default();
    for (index, member) in said.iter().enumerate() {
        match known.get(&member.id) {
            None => result.added.push(index),
            Some(before) if before.gone => result.returned.push(index),
            Some(before) if before.source != source || before.digest != digest(member) => {
                result.changed.push(index);
            }
            Some(_) => result.unchanged += 1,
        }
    }
    let listed: HashSet<&str> = said.iter().map(|member| member.id.as_str()).collect();
    let mut gone: Vec<String> = known
        .iter()
        .filter(|(id, before)| before.source == source && !before.gone && !listed.contains(id.as_str()))
        .map(|(id, _)| id.clone())
        .collect();
    gone.sort();
    result.gone = gone;
    result
}

/// All that a source says of a member, in short.
pub fn digest(member: &NewMember) -> String {
    let bytes = serde_json::to_vec(member).expect("a member holds only strings and lists of them");
    rules::audit::hash_of(&bytes)
}
