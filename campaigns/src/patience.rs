//! A database that is away, full or busy for a while costs time and nothing else.

use std::time::Duration;
use store::{Error, Result};
use tokio::time::{Instant, sleep};

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long the same is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    For(Duration),
    Endless,
}

/// Does what may succeed later until it does. The store's operations are whole or nothing, so that one can be told
/// again; what it then answers may be that it was done already.
pub async fn patiently<T>(
    what: &'static str,
    patience: Patience,
    mut operation: impl AsyncFnMut() -> Result<T>,
) -> Result<T> {
    let begin = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        match operation().await {
            Err(error) if error.may_pass() && patience.lasts(begin.elapsed()) => {
                tracing::warn!(what, %error, again_in_ms = pause.as_millis() as u64, "the database did not do it");
            }
            outcome => return outcome,
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

impl Patience {
    fn lasts(self, waited: Duration) -> bool {
        match self {
            Self::Endless => true,
            Self::For(most) => waited < most,
        }
    }
}

/// Whether somebody else has, or nobody has, what was to be worked on.
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
        let outcome = patiently("a test", Patience::Endless, async || {
            tries += 1;
            if tries < 40 { Err(away()) } else { Ok(tries) }
        });
        assert_eq!(outcome.await.unwrap(), 40);
    }

    #[tokio::test(start_paused = true)]
    async fn gives_up_when_its_time_is_over_and_at_once_where_nothing_will_change() {
        let begin = Instant::now();
        let gone = patiently("a test", Patience::For(Duration::from_secs(60)), async || Err::<(), _>(away()));
        assert!(gone.await.is_err());
        assert!((60..80).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());

        let begin = Instant::now();
        let never =
            patiently("a test", Patience::Endless, async || Err::<(), _>(Error::Newer { version: 9 }));
        assert!(never.await.is_err());
        assert_eq!(begin.elapsed(), Duration::ZERO);
    }
}
