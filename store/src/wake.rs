//! Wakes programs on other machines when there is work, through `NOTIFY` of Postgres. With SQLite there are no other
//! machines.

use crate::both::{Both, Open, execute};
use crate::{Result, Store, dialect};
use sqlx::postgres::PgListener;
use std::time::Duration;

const CHANNEL: &str = "observatoire_due";
/// Time before a broken connection is made anew. Waiting programs also ask for work from time to time, so nothing is
/// missed meanwhile.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Calls for workers; they hear it when the transaction is committed.
pub(crate) async fn wake(tx: &mut Open, store: &Store) -> Result<()> {
    execute!(tx, store.write.pick(dialect::WAKE));
    Ok(())
}

/// Receives calls for work, from now on.
pub struct Calls(Option<PgListener>);

impl Store {
    pub async fn calls(&self) -> Result<Calls> {
        let Both::Postgres(pool) = &self.read else { return Ok(Calls(None)) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Calls(Some(listener)))
    }
}

impl Calls {
    /// Waits for the next call, which never comes on SQLite. A lost connection is made anew.
    pub async fn next(&mut self) {
        let Some(listener) = &mut self.0 else { return std::future::pending().await };
        if let Err(error) = listener.recv().await {
            tracing::debug!(%error, "calls for work are not heard");
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    }
}
