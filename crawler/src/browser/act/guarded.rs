//! Holds back the requests of a page while it is used, and counts them.

use super::{
    super::{call::CallError, devtools::DevTools},
    Guard,
};

/// Requests and dialogs that the page attempted while it was used.
#[derive(Debug, Clone, Copy)]
pub struct Wants {
    /// Number of requests that the guard refused.
    pub refused: u32,
    /// Number of dialogs that were closed.
    pub dialogs: u32,
}

/// Runs `work` while the guard holds back requests. The guard ends with the work, whether the work succeeds or not.
pub async fn guarded<T>(
    tools: &DevTools,
    guard: Guard,
    work: impl Future<Output = Result<T, CallError>>,
) -> Result<(T, Wants), CallError> {
    let so_far = || {
        let tab = tools.tab();
        let tab = tab.borrow();
        (tab.refused(), tab.dialogs())
    };
    let before = so_far();
    tools.guard(guard).await?;
    let done = work.await;
    let after = so_far();
    tools.guard(Guard::Off).await?;
    Ok((done?, Wants { refused: after.0 - before.0, dialogs: u32::from(after.1 - before.1) }))
}
