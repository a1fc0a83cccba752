//! The one place that reads the system's clock.

use chrono::{DateTime, SubsecRound, Utc};

/// The current time, cut to milliseconds, because both databases keep milliseconds.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
