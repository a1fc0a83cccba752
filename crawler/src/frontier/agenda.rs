//! Keys by the time they are due, and in their order of arrival among equals.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    time::Instant,
};

/// The agenda. `None` is due before every instant. Every step takes O(log n).
pub(super) struct Agenda<K> {
    entries: BTreeSet<(Option<Instant>, u64, K)>,
    places: HashMap<K, (Option<Instant>, u64)>,
    arrivals: u64,
}

impl<K: Clone + Eq + Hash + Ord> Agenda<K> {
    pub fn new() -> Self {
        Self { entries: BTreeSet::new(), places: HashMap::new(), arrivals: 0 }
    }

    /// Sets the time of `key`, or removes it. A key whose time does not change keeps its position.
    pub fn set(&mut self, key: &K, due: Option<Option<Instant>>) {
        match (self.places.get(key), due) {
            (Some((at, _)), Some(due)) if *at == due => {}
            (_, due) => {
                self.remove(key);
                if let Some(due) = due {
                    self.insert(key, due);
                }
            }
        }
    }

    pub fn first(&self) -> Option<(Option<Instant>, &K)> {
        self.entries.first().map(|(due, _, key)| (*due, key))
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Removes and gives the first key that is due at `now`.
    pub fn pop_due(&mut self, now: Instant) -> Option<K> {
        let (due, key) = self.first()?;
        if due > Some(now) {
            return None;
        }
        let key = key.clone();
        self.remove(&key);
        Some(key)
    }

    fn insert(&mut self, key: &K, due: Option<Instant>) {
        self.arrivals += 1;
        self.places.insert(key.clone(), (due, self.arrivals));
        self.entries.insert((due, self.arrivals, key.clone()));
    }

    fn remove(&mut self, key: &K) {
        if let Some((due, arrival)) = self.places.remove(key) {
            self.entries.remove(&(due, arrival, key.clone()));
        }
    }
}
