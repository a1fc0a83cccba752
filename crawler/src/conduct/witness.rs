//! Reports the steps that may kill the program: they parse foreign pages, and not every limit can be proven.

use futures_util::future::BoxFuture;
use std::sync::Arc;
use tokio::task::{JoinError, spawn_blocking};

/// Told before such a step begins and after it has ended, so that the death of the program can be attributed to an
/// audit. Steps of one audit may overlap.
pub trait Witness: std::fmt::Debug + Send + Sync {
    /// The step waits for this.
    fn begins(&self) -> BoxFuture<'_, ()>;
    fn ends(&self) -> BoxFuture<'_, ()>;
}

/// Runs a step on another thread, after telling the witness, if there is one.
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
