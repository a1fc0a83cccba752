//! Waking programs of other machines when work comes: `NOTIFY` of Postgres. On SQLite there are none.

use crate::both::{Both, Open, execute};
use crate::{Result, Store, dialect};
use sqlx::postgres::PgListener;
use std::time::Duration;

const CHANNEL: &str = "observatoire_due";
/// After a broken connection; whoever waits asks for work from time to time all the same.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Is heard when the transaction is committed.
pub(crate) async fn wake(tx: &mut Open, store: &Store) -> Result<()> {
    execute!(tx, store.write.pick(dialect::WAKE));
    Ok(())
}

/// Calls for work, from now on.
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
    /// The next call; never on SQLite. A lost connection is made anew.
    pub async fn next(&mut self) {
        let Some(listener) = &mut self.0 else { return std::future::pending().await };
        if let Err(error) = listener.recv().await {
            tracing::debug!(%error, "calls for work are not heard");
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    }
}
