//! The clock that campaigns use.

use chrono::{DateTime, TimeDelta, Utc};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// Smallest difference to the database's time that corrects the clock. A smaller one may only be the time that the
/// query took.
const NOTICED: TimeDelta = TimeDelta::milliseconds(500);

/// The system's time, corrected to the time of the database, which several machines may share. For a trial, the clock
/// can run faster from its start on.
#[derive(Debug, Clone)]
pub struct Clock {
    system: fn() -> DateTime<Utc>,
    begin: DateTime<Utc>,
    speed: i32,
    /// Milliseconds to add to the system's time.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    pub fn real(system: fn() -> DateTime<Utc>) -> Self {
        Self::fast(system, 1)
    }

    pub fn fast(system: fn() -> DateTime<Utc>, speed: u16) -> Self {
        Self { system, begin: system(), speed: i32::from(speed.max(1)), ahead: Arc::default() }
    }

    pub fn now(&self) -> DateTime<Utc> {
        let system = (self.system)();
        match self.speed {
            1 => system + TimeDelta::milliseconds(self.ahead.load(Ordering::Relaxed)),
            speed => self.begin + (system - self.begin) * speed,
        }
    }

    /// The duration that passes on this clock during a real duration.
    pub fn lasting(&self, real: TimeDelta) -> TimeDelta {
        real * self.speed
    }

    /// Real time until this clock shows the given time; zero when it has passed.
    pub fn until(&self, time: DateTime<Utc>) -> Duration {
        ((time - self.now()) / self.speed).to_std().unwrap_or_default()
    }

    /// Corrects the clock to the time that all programs on a database share.
    pub fn follow(&self, shared: DateTime<Utc>) {
        let ahead = shared - (self.system)();
        let ahead = if ahead.abs() < NOTICED { TimeDelta::zero() } else { ahead };
        let before = self.ahead.swap(ahead.num_milliseconds(), Ordering::Relaxed);
        if (before - ahead.num_milliseconds()).abs() > 10_000 {
            tracing::warn!(seconds = ahead.num_seconds(), "this machine's clock differs from the database's");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> DateTime<Utc> {
        "2026-11-22T08:00:00Z".parse().unwrap_or_default()
    }

    #[test]
    fn follows_the_database_and_not_its_delay() {
        let clock = Clock::real(standing);
        clock.follow(standing() + TimeDelta::milliseconds(80));
        assert_eq!(clock.now(), standing());
        clock.follow(standing() + TimeDelta::hours(1));
        assert_eq!(clock.now(), standing() + TimeDelta::hours(1));
        assert_eq!(clock.until(standing() + TimeDelta::minutes(61)), Duration::from_secs(60));
        assert_eq!(clock.until(standing()), Duration::ZERO);
    }

    #[test]
    fn a_fast_clock_shortens_waiting() {
        let clock = Clock::fast(standing, 60);
        assert_eq!(clock.until(standing() + TimeDelta::hours(1)), Duration::from_secs(60));
        assert_eq!(clock.lasting(TimeDelta::minutes(3)), TimeDelta::hours(3));
    }
}
