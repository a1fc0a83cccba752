//! One attempt at an audit: its server is reserved, then the audit is made.

use super::{lane::Lane, witness::Witness};
use crate::{Clock, Conduct, Server};
use chrono::{DateTime, Utc};
use crawler::conduct::{Conducted, Crossing, Order};
use std::sync::Arc;
use store::{DueAudit, Entry, Lease, Store};
use url::Url;

/// Number of deaths at which an audit is given up: of programs that died while it was the only audit they worked on.
const MOST_DEATHS: u32 = 3;

pub(super) enum Ended {
    Conducted(Box<(DueAudit, Conducted)>),
    /// The audit was not begun, because its server is busy or the database did not answer. Holds the lease, the address
    /// of the server if it is known, and the time at which the audit is due again.
    NotNow(Lease, Option<String>, DateTime<Utc>),
    /// The lease was lost before the audit was begun.
    Lost,
}

pub(super) async fn attempt<C: Conduct>(
    conductor: Arc<C>,
    store: Store,
    clock: Clock,
    due: DueAudit,
) -> Ended {
    // Addresses are checked before they are stored, so `about:blank` is never used.
    let url = due.url.parse().unwrap_or_else(|_| Url::parse("about:blank").expect("a constant"));
    let mut order = Order {
        url,
        name: due.member_name.clone(),
        host_key: due.host_key.clone(),
        seed: due.seed,
        pages: due.pages as usize,
        crossing: None,
        witness: Some(Arc::new(Witness::new(store.clone(), due.lease.clone()))),
    };
    if due.deaths >= MOST_DEATHS {
        let given_up = conductor.give_up(&order);
        return Ended::Conducted(Box::new((due, given_up)));
    }
    let server = conductor.server(&order).await;
    if let Server::At(server) = server {
        let server = server.to_string();
        let entry = if due.lane.as_deref() == Some(&server) {
            Ok(Entry::Entered)
        } else {
            store.enter_lane(&due.lease, &server, clock.now()).await
        };
        match entry {
            Ok(Entry::Entered) => {}
            Ok(Entry::Busy) => return Ended::NotNow(due.lease, Some(server), due.due_at),
            Ok(Entry::LeaseLost) => return Ended::Lost,
            Err(error) => {
                tracing::warn!(%error, "a server could not be reserved");
                return Ended::NotNow(due.lease, None, due.due_at);
            }
        }
    }
    let lane = |at| -> Arc<dyn Crossing> { Arc::new(Lane::new(store, clock, due.lease.clone(), at)) };
    order.crossing = match server {
        Server::At(server) => Some(lane(Some(server))),
        Server::Unknown => Some(lane(None)),
        Server::Shared => None,
    };
    let conducted = conductor.conduct(&order).await;
    Ended::Conducted(Box::new((due, conducted)))
}
