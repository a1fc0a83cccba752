//! Steps that may end the whole program: a page of others is taken apart here, and no limit is proven to hold for all.

use futures_util::future::BoxFuture;
use std::sync::Arc;
use tokio::task::{JoinError, spawn_blocking};

/// Told before such a step begins and when it is over, so that a death can be charged to who caused it. Steps of one
/// audit may overlap.
pub trait Witness: std::fmt::Debug + Send + Sync {
    /// The step waits for this.
    fn begins(&self) -> BoxFuture<'_, ()>;
    fn ends(&self) -> BoxFuture<'_, ()>;
}

/// Works on another thread while the witness, if there is one, looks on.
pub async fn watched<T: Send + 'static>(
    witness: Option<Arc<dyn Witness>>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    if let Some(witness) = &witness {
        witness.begins().await;
    }
    let span = tracing::Span::current();
    let worked = spawn_blocking(move || span.in_scope(work)).await;
    if let Some(witness) = &witness {
        witness.ends().await;
    }
    worked
}
