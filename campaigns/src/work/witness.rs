//! Notes in the database when a step that may kill the program begins and ends. If the program dies, the note shows
//! which audits may have killed it.

use futures_util::future::BoxFuture;
use store::{Lease, Store};
use tokio::sync::Mutex;

#[derive(Debug)]
pub(super) struct Witness {
    store: Store,
    lease: Lease,
    /// Number of such steps under way. The lock is held while a note is written, so that notes are written in order.
    steps: Mutex<usize>,
}

impl Witness {
    pub fn new(store: Store, lease: Lease) -> Self {
        Self { store, lease, steps: Mutex::new(0) }
    }

    /// Writes the note. If that fails, the audit goes on: at worst, a death is charged to no audit.
    async fn note(&self, at_risk: bool) {
        if let Err(error) = self.store.at_risk(&self.lease, at_risk).await {
            tracing::warn!(%error, at_risk, "it could not be noted that a page is taken apart");
        }
    }
}

impl crawler::conduct::Witness for Witness {
    fn begins(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            let mut steps = self.steps.lock().await;
            *steps += 1;
            if *steps == 1 {
                self.note(true).await;
            }
        })
    }

    fn ends(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            let mut steps = self.steps.lock().await;
            *steps -= 1;
            if *steps == 0 {
                self.note(false).await;
            }
        })
    }
}
