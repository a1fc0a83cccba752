//! Wakes workers on other machines when there is work, through `NOTIFY` of Postgres. With SQLite all workers are on one
//! machine and nothing is done.

use crate::both::{Both, Open, execute};
use crate::{Result, Store, dialect};
use sqlx::postgres::PgListener;
use std::time::Duration;

const CHANNEL: &str = "observatoire_due";
/// Time before a broken connection is opened again. No work is missed in the meantime, because workers also ask for
/// work at intervals.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Wakes waiting workers as soon as the transaction is committed.
pub(crate) async fn wake(tx: &mut Open, store: &Store) -> Result<()> {
    execute!(tx, store.write.pick(dialect::WAKE));
    Ok(())
}

/// Receives the calls for work that are sent from now on.
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
    /// Waits for the next call. On SQLite it never comes. Also returns after a connection was lost, which the listener
    /// opens again.
    pub async fn next(&mut self) {
        let Some(listener) = &mut self.0 else { return std::future::pending().await };
        if let Err(error) = listener.recv().await {
            tracing::debug!(%error, "calls for work are not heard");
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    }
}
