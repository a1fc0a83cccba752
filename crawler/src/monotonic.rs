//! The one place of the crawler that reads the clock; tests stop it and move it on.

use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "waiting turns and forgetting names need the running time")]
pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
