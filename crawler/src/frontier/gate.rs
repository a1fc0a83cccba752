//! The limits for one host or one address: the number of simultaneous visits, and the time between visits.

use super::politeness::Limits;
use std::time::{Duration, Instant};

pub(super) struct Gate {
    limits: Limits,
    pub visits: usize,
    /// Time before which no visit may start. `None` until the first visit.
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

    /// Ends a visit. The time between visits counts from when it reached the host.
    pub fn leave(&mut self, reached_at: Instant) {
        self.visits = self.visits.saturating_sub(1);
        self.push_back(reached_at + self.limits.between_visits);
    }

    pub fn push_back(&mut self, until: Instant) {
        self.not_before = self.not_before.max(Some(until));
    }

    /// Increases the time between visits. It also counts from the visit that made it known, which is that of
    /// robots.txt.
    pub fn space_at_least(&mut self, between_visits: Duration) {
        let more = between_visits.saturating_sub(self.limits.between_visits);
        self.limits.between_visits += more;
        self.not_before = self.not_before.map(|at| at + more);
    }
}
