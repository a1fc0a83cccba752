//! The running time, by the runtime's clock: tests stop it and move it on.

use std::time::Instant;

pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
