//! Signals that tell the program to stop.

use tokio::signal::unix::{SignalKind, signal};

/// Waits for the first SIGINT or SIGTERM.
pub async fn stop() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => {
            if interrupted.is_err() {
                std::future::pending::<()>().await;
            }
        }
        _ = terminate.recv() => {}
    }
}
