//! The browser's record of work that the scripts of a page have delayed. It is filled from events of the domain
//! `Tracing` (Chrome DevTools Protocol), which the owner of the pipes passes on; nothing here does I/O.

mod timers;

pub use timers::StillOpen;

use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::Duration;
use timers::Timers;

#[derive(Debug, Default, Clone)]
pub struct Record {
    phase: Phase,
    timers: Timers,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Off,
    Running,
    /// The record was requested, and its parts arrive.
    Coming,
    Whole,
}

#[derive(Deserialize)]
struct Collected<'a> {
    #[serde(borrow)]
    value: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complete {
    #[serde(default)]
    data_loss_occurred: bool,
}

impl Record {
    /// Notes that the browser has started to record.
    pub fn begins(&mut self) {
        self.phase = Phase::Running;
    }

    /// Notes that the record will be requested. Returns whether there is one to request.
    pub fn ends(&mut self) -> bool {
        let is_running = self.phase == Phase::Running;
        if is_running {
            self.phase = Phase::Coming;
        }
        is_running
    }

    pub fn is_coming(&self) -> bool {
        self.phase == Phase::Coming
    }

    pub fn is_whole(&self) -> bool {
        self.phase == Phase::Whole
    }

    /// Work that was delayed by at most `longest` and has not run yet; `None` if the record is not complete. A record
    /// that starts later adds to this one.
    pub fn still_open(&mut self, longest: Duration) -> Option<StillOpen> {
        if !self.is_whole() {
            return None;
        }
        self.phase = Phase::Off;
        self.timers.still_open(longest)
    }

    /// Adds an event of the browser. Returns whether the record is complete now.
    pub fn hears(&mut self, name: &str, parameters: &str) -> bool {
        match name {
            "Tracing.dataCollected" => {
                match serde_json::from_str::<Collected>(parameters) {
                    Ok(collected) => self.timers.hears(collected.value.get()),
                    Err(_) => self.timers.loses(),
                }
                false
            }
            "Tracing.tracingComplete" => {
                let complete = serde_json::from_str::<Complete>(parameters);
                if complete.is_ok_and(|complete| complete.data_loss_occurred) {
                    self.timers.loses();
                }
                self.phase = Phase::Whole;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONGEST: Duration = Duration::from_secs(3);
    const SET: &str = r#"{"value":[{"name":"TimerInstall","ts":1,"args":{"data":
        {"frame":"main","timerId":1,"timeout":900,"singleShot":true}}}]}"#;

    fn coming() -> Record {
        let mut record = Record::default();
        record.begins();
        assert!(record.ends());
        record
    }

    #[test]
    fn a_record_is_asked_for_once_and_read_when_it_is_whole() {
        let mut record = coming();
        assert!(record.is_coming() && !record.ends());
        assert!(!record.hears("Tracing.dataCollected", SET));
        assert_eq!(record.still_open(LONGEST), None);
        assert!(record.hears("Tracing.tracingComplete", r#"{"dataLossOccurred":false}"#));
        let timers = record.still_open(LONGEST).and_then(|open| open.timers);
        assert_eq!(timers, Some(Duration::from_millis(900)));
        assert_eq!(record.still_open(LONGEST), None, "it was read");
    }

    #[test]
    fn a_record_with_a_hole_says_nothing() {
        for (name, parameters) in
            [("Tracing.dataCollected", "{}"), ("Tracing.tracingComplete", r#"{"dataLossOccurred":true}"#)]
        {
            let mut record = coming();
            record.hears("Tracing.dataCollected", SET);
            record.hears(name, parameters);
            record.hears("Tracing.tracingComplete", "{}");
            assert!(record.is_whole());
            assert_eq!(record.still_open(LONGEST), None, "{name}");
        }
    }
}
