//! Computes when a campaign is due, from a cron expression, a time zone and the last appointment that was met. No I/O.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use croner::Cron;
use std::str::FromStr;

/// Largest number of missed appointments that are examined. If more were missed, the last examined one is used.
const LOOKED_AT: usize = 10_000;

#[derive(Debug, Clone)]
pub struct Schedule {
    cron: Cron,
    zone: Tz,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSchedule {
    #[error(
        "cron = \"{cron}\" cannot be read: {reason}. Five fields: minute, hour, day of month, month, day of week, as in \"0 2 1 * *\""
    )]
    Cron { cron: String, reason: String },
    #[error(
        "time_zone = \"{zone}\" is no time zone of the tz database, such as \"Europe/Paris\" or \"Indian/Reunion\""
    )]
    Zone { zone: String },
    #[error("cron = \"{cron}\" never comes")]
    Never { cron: String },
}

impl Schedule {
    pub fn new(cron: &str, zone: &str) -> Result<Self, BadSchedule> {
        let parsed = Cron::from_str(cron)
            .map_err(|error| BadSchedule::Cron { cron: cron.to_owned(), reason: error.to_string() })?;
        let zone = zone.parse().map_err(|_| BadSchedule::Zone { zone: zone.to_owned() })?;
        let schedule = Self { cron: parsed, zone };
        match schedule.next(DateTime::UNIX_EPOCH) {
            Some(_) => Ok(schedule),
            None => Err(BadSchedule::Never { cron: cron.to_owned() }),
        }
    }

    /// The first appointment after the given time.
    pub fn next(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let next = self.cron.find_next_occurrence(&after.with_timezone(&self.zone), false).ok()?;
        Some(next.with_timezone(&Utc))
    }

    /// The appointment that is due now: the last one after `done`, even if several were missed.
    pub fn due(&self, done: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut last = None;
        let mut from = done;
        for _ in 0..LOOKED_AT {
            match self.next(from).filter(|next| *next <= now) {
                Some(next) => (last, from) = (Some(next), next),
                None => return last,
            }
        }
        // So many are missed only by a very frequent schedule (every minute for a week). It is enough to know that a
        // campaign is due.
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn what_was_missed_is_made_up_for_once() {
        let nightly = Schedule::new("0 2 * * *", "UTC").unwrap();
        let done = at("2026-11-01T02:00:00Z");
        assert_eq!(nightly.due(done, at("2026-11-02T01:59:59Z")), None);
        assert_eq!(nightly.due(done, at("2026-11-02T02:00:00Z")), Some(at("2026-11-02T02:00:00Z")));
        let after_a_stop = nightly.due(done, at("2026-11-09T10:00:00Z"));
        assert_eq!(after_a_stop, Some(at("2026-11-09T02:00:00Z")), "the last of eight");
        assert_eq!(nightly.due(after_a_stop.unwrap(), at("2026-11-09T10:01:00Z")), None);
    }

    #[test]
    fn a_time_zone_is_kept_when_its_clocks_change() {
        let morning = Schedule::new("30 9 * * 1", "Europe/Paris").unwrap();
        assert_eq!(morning.next(at("2026-10-18T00:00:00Z")), Some(at("2026-10-19T07:30:00Z")));
        assert_eq!(morning.next(at("2026-10-25T00:00:00Z")), Some(at("2026-10-26T08:30:00Z")));
        let reunion = Schedule::new("0 8 * * *", "Indian/Reunion").unwrap();
        assert_eq!(reunion.next(at("2026-11-01T00:00:00Z")), Some(at("2026-11-01T04:00:00Z")));
    }

    #[test]
    fn an_hour_that_is_left_out_or_comes_twice_costs_and_doubles_nothing() {
        let nightly = Schedule::new("30 2 * * *", "Europe/Paris").unwrap();
        let days = |mut from: DateTime<Utc>, until: DateTime<Utc>| {
            let mut days = Vec::new();
            while let Some(next) = nightly.next(from).filter(|next| *next < until) {
                days.push(next.with_timezone(&chrono_tz::Europe::Paris).date_naive().to_string());
                from = next;
            }
            days
        };
        let spring = days(at("2026-03-27T22:00:00Z"), at("2026-03-30T22:00:00Z"));
        assert_eq!(spring, ["2026-03-28", "2026-03-29", "2026-03-30"]);
        let autumn = days(at("2026-10-23T22:00:00Z"), at("2026-10-26T22:59:00Z"));
        assert_eq!(autumn, ["2026-10-24", "2026-10-25", "2026-10-26"]);
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_its_reason() {
        for (cron, zone, said) in [
            ("every day", "UTC", "cannot be read"),
            ("61 2 * * *", "UTC", "cannot be read"),
            ("", "UTC", "cannot be read"),
            ("0 2 * * *", "Europe/Vallebois", "no time zone"),
        ] {
            let refused = Schedule::new(cron, zone).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
        let never = Schedule::new("0 0 30 2 *", "UTC").unwrap_err();
        assert!(matches!(never, BadSchedule::Never { .. } | BadSchedule::Cron { .. }), "{never}");
    }

    #[test]
    fn every_minute_for_a_year_is_found_quickly() {
        let minutely = Schedule::new("* * * * *", "UTC").unwrap();
        assert!(minutely.due(at("2025-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z")).is_some());
    }
}
