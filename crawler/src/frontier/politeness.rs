//! Limits of what hosts and machines are asked for.

use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the start of one visit to the start of the next.
    pub between_visits: Duration,
    pub at_once: usize,
}

/// The politeness that every host, and every address that serves hosts, may expect of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Politeness {
    pub host: Limits,
    pub address: Limits,
}

impl Default for Politeness {
    /// One visit at a time and one a second for a host; four at a time and four a second for a machine.
    fn default() -> Self {
        Self {
            host: Limits { between_visits: Duration::from_secs(1), at_once: 1 },
            address: Limits { between_visits: Duration::from_millis(250), at_once: 4 },
        }
    }
}
