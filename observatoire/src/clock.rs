//! The one place that reads the system's clock.

use chrono::{DateTime, SubsecRound, Utc};

/// Now, to the millisecond: what both databases keep.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
