//! Monotonic time from the runtime's clock, which tests can stop and advance.

use std::time::Instant;

pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
