//! Reserves the server that an audit visits, so that no other audit on any machine visits it at the same time.

use crate::Clock;
use crawler::conduct::Crossing;
use futures_util::future::BoxFuture;
use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use store::{Entry, Lease, Store};

/// Time before the next request if no audit was due, or a server was busy.
pub const ASK_AGAIN: Duration = Duration::from_secs(1);

/// Moves the audit from server to server, waiting for each to be free.
#[derive(Debug)]
pub(super) struct Lane {
    store: Store,
    clock: Clock,
    lease: Lease,
    at: Mutex<Option<IpAddr>>,
}

impl Lane {
    /// `server` is the server that was entered already, if any.
    pub fn new(store: Store, clock: Clock, lease: Lease, server: Option<IpAddr>) -> Self {
        Self { store, clock, lease, at: Mutex::new(server) }
    }
}

impl Crossing for Lane {
    fn cross(&self, to: IpAddr) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if *self.at.lock().unwrap_or_else(PoisonError::into_inner) == Some(to) {
                return;
            }
            self.wait_for(&to.to_string()).await;
            *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(to);
        })
    }
}

impl Lane {
    async fn wait_for(&self, to: &str) {
        loop {
            match self.store.enter_lane(&self.lease, to, self.clock.now()).await {
                Ok(Entry::Entered) => return,
                // The audit frees its own server while it waits. Otherwise two audits could wait for each other's
                // server for ever.
                Ok(Entry::Busy) => self.leave().await,
                // The lease is lost, so the audit must not visit anything more. The next renewal ends this task.
                Ok(Entry::LeaseLost) => std::future::pending().await,
                Err(error) => tracing::warn!(%error, "a server could not be reserved"),
            }
            tokio::time::sleep(ASK_AGAIN).await;
        }
    }

    async fn leave(&self) {
        if let Err(error) = self.store.leave_lane(&self.lease, self.clock.now()).await {
            tracing::warn!(%error, "a server could not be freed; it is when the audit ends");
        }
    }
}
