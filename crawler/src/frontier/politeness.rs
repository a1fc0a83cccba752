//! Limits of visits to hosts and machines.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Shortest time from the start of one visit to the start of the next.
    pub between_visits: Duration,
    pub at_once: usize,
}

/// The limits that apply to every host, and to every IP address with hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Politeness {
    pub host: Limits,
    pub address: Limits,
}

impl Default for Politeness {
    /// For a host one visit at a time and one per second; for a machine four at a time and four per second.
    fn default() -> Self {
        Self {
            host: Limits { between_visits: Duration::from_secs(1), at_once: 1 },
            address: Limits { between_visits: Duration::from_millis(250), at_once: 4 },
        }
    }
}
