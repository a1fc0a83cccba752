//! Retries of database operations, so that a database that is unreachable, full or busy for a while costs only time.

use std::time::Duration;
use store::Error;
use tokio::time::{Instant, sleep};

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long an operation is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    For(Duration),
    Endless,
}

/// An operation that may succeed later, and its attempts so far.
pub struct Trial {
    what: &'static str,
    patience: Patience,
    begin: Instant,
    pause: Duration,
}

/// Evaluates an expression until it succeeds, fails for good, or the patience ends. It may be repeated, because an
/// operation of the store is done completely or not at all. A repeated operation may answer that it was already done.
#[macro_export]
macro_rules! patiently {
    ($what:expr, $patience:expr, $operation:expr) => {{
        let mut trial = $crate::Trial::new($what, $patience);
        loop {
            match $operation {
                Err(error) if trial.goes_on(&error).await => {}
                outcome => break outcome,
            }
        }
    }};
}

impl Trial {
    pub fn new(what: &'static str, patience: Patience) -> Self {
        Self { what, patience, begin: Instant::now(), pause: FIRST_PAUSE }
    }

    /// Waits before the next attempt. `false` when there should be none.
    pub async fn goes_on(&mut self, error: &Error) -> bool {
        let lasts = match self.patience {
            Patience::Endless => true,
            Patience::For(most) => self.begin.elapsed() < most,
        };
        if !lasts || !error.may_pass() {
            return false;
        }
        let again_in_ms = self.pause.as_millis() as u64;
        tracing::warn!(what = self.what, %error, again_in_ms, "the database did not do it");
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        true
    }
}

/// Whether the error says that the lease on the audit was lost, or that the audit is already recorded.
pub(crate) fn is_lost(error: &Error) -> bool {
    matches!(error, Error::LeaseLost { .. } | Error::AlreadyRecorded { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away() -> Error {
        Error::Unreachable { url: "postgres://db.example/x".into(), reason: "refused".into() }
    }

    #[tokio::test(start_paused = true)]
    async fn waits_for_what_may_come_back() {
        let mut tries = 0;
        let outcome = patiently!("a test", Patience::Endless, {
            tries += 1;
            if tries < 40 { Err(away()) } else { Ok(tries) }
        });
        assert_eq!(outcome.unwrap(), 40);
    }

    #[tokio::test(start_paused = true)]
    async fn gives_up_when_its_time_is_over_and_at_once_where_nothing_will_change() {
        let begin = Instant::now();
        let gone = patiently!("a test", Patience::For(Duration::from_secs(60)), Err::<(), _>(away()));
        assert!(gone.is_err());
        assert!((60..80).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());

        let begin = Instant::now();
        let never = patiently!("a test", Patience::Endless, Err::<(), _>(Error::Newer { version: 9 }));
        assert!(never.is_err());
        assert_eq!(begin.elapsed(), Duration::ZERO);
    }
}
