//! The promise to one host or one address: how many visits at once, and how far apart.

use super::politeness::Limits;
use std::time::{Duration, Instant};

pub(super) struct Gate {
    limits: Limits,
    pub visits: usize,
    /// `None` until the first visit.
    pub not_before: Option<Instant>,
}

impl Gate {
    pub fn new(limits: Limits) -> Self {
        Self { limits, visits: 0, not_before: None }
    }

    pub fn is_full(&self) -> bool {
        self.visits >= self.limits.at_once
    }

    pub fn enter(&mut self, now: Instant) {
        self.visits += 1;
        self.push_back(now + self.limits.between_visits);
    }

    /// The spacing counts from when the visit reached the host.
    pub fn leave(&mut self, reached_at: Instant) {
        self.visits = self.visits.saturating_sub(1);
        self.push_back(reached_at + self.limits.between_visits);
    }

    pub fn push_back(&mut self, until: Instant) {
        self.not_before = self.not_before.max(Some(until));
    }

    /// Counts for the visit that made the spacing known, too: robots.txt is one.
    pub fn space_at_least(&mut self, between_visits: Duration) {
        let more = between_visits.saturating_sub(self.limits.between_visits);
        self.limits.between_visits += more;
        self.not_before = self.not_before.map(|at| at + more);
    }
}
