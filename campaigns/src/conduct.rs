//! How a worker makes an audit: the trait [`Conduct`], and its implementation with the crawler. Tests implement it
//! without the web.

use crawler::{
    conduct::{Auditor, Browse, Conducted, Order},
    fetch::Get,
};
use std::{future::Future, net::IpAddr, sync::Arc};

/// Number of running browsers, and the memory of all of them in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Browsers {
    pub count: u64,
    pub bytes: u64,
}

/// The server at which an audit begins. Only one audit at a time may visit a server, unless it is [`Server::Shared`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    At(IpAddr),
    /// The host name has no address. The audit may find that a similar name (such as with `www.`) has one.
    Unknown,
    /// Other audits may visit the server at the same time, so its address does not matter.
    Shared,
}

pub trait Conduct: Send + Sync + 'static {
    /// Server at which the audit will begin.
    fn server(&self, order: &Order) -> impl Future<Output = Server> + Send;
    /// Makes the audit. The result is always an audit document, even if the site was not evaluated.
    fn conduct(&self, order: &Order) -> impl Future<Output = Conducted> + Send;
    /// Document of an audit that is given up after too many attempts.
    fn give_up(&self, order: &Order) -> Conducted;
    fn browsers(&self) -> impl Future<Output = Browsers> + Send;
}

/// Makes audits with the crawler's auditor.
pub struct OfAuditor<G, B> {
    pub auditor: Arc<Auditor<G, B>>,
    /// Whether each IP address is visited by one audit at a time, counting all machines.
    pub one_site_per_address: bool,
    /// Counts the browsers and their memory. Called at intervals.
    pub browsers: fn(&B) -> Browsers,
}

impl<G: Get + 'static, B: Browse + 'static> Conduct for OfAuditor<G, B> {
    async fn server(&self, order: &Order) -> Server {
        if !self.one_site_per_address {
            return Server::Shared;
        }
        let found = self.auditor.machine(order.url.host_str().unwrap_or_default()).await;
        found.map_or(Server::Unknown, Server::At)
    }

    async fn conduct(&self, order: &Order) -> Conducted {
        self.auditor.audit_watched(order).await
    }

    fn give_up(&self, order: &Order) -> Conducted {
        self.auditor.given_up(order)
    }

    async fn browsers(&self) -> Browsers {
        (self.browsers)(&self.auditor.browse)
    }
}
