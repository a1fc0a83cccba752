//! Ids: UUIDs of version 7. The time is a parameter, and the random bits are a hash of the row's key.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// Makes an id from a time and a key. The same values give the same id, so that a repeated operation creates one row.
pub fn id_at(now: DateTime<Utc>, key: &[u8]) -> Uuid {
    let digest = blake3::hash(key);
    let mut random = [0; 10];
    random.copy_from_slice(&digest.as_bytes()[..10]);
    let milliseconds = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
}

/// Cuts a time to milliseconds, so that both databases keep the same time: Postgres would keep microseconds, the text
/// in SQLite nanoseconds.
pub fn milliseconds(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.timestamp_millis()).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_by_time_and_differs_by_key() {
        let early: DateTime<Utc> = "2026-11-22T08:00:00.001Z".parse().expect("a time");
        let late = early + chrono::Duration::milliseconds(1);
        assert!(id_at(early, b"z") < id_at(late, b"a"));
        assert_ne!(id_at(early, b"a"), id_at(early, b"b"));
        assert_eq!(id_at(early, b"a").get_version_num(), 7);
    }

    #[test]
    fn keeps_no_more_than_milliseconds() {
        let time: DateTime<Utc> = "2026-11-22T08:00:00.123456789Z".parse().expect("a time");
        assert_eq!(milliseconds(time).to_rfc3339(), "2026-11-22T08:00:00.123+00:00");
    }
}
