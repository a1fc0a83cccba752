//! The tasks that audits need to have done for them; a stand-in lets a campaign be tried without the web.

use crawler::{
    conduct::{Auditor, Browse, Conducted, Order},
    fetch::Get,
};
use std::{future::Future, net::IpAddr, sync::Arc};

/// Browsers as they are now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Browsers {
    pub count: u64,
    pub bytes: u64,
}

/// The server of a site, where no other audit may be meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    At(IpAddr),
    /// The name has no address; the audit may find that a name like it has one.
    Unknown,
    /// Others may be there.
    Shared,
}

pub trait Conduct: Send + Sync + 'static {
    /// Where the audit will begin.
    fn server(&self, order: &Order) -> impl Future<Output = Server> + Send;
    /// Always ends in a document, «not evaluated» being one.
    fn conduct(&self, order: &Order) -> impl Future<Output = Conducted> + Send;
    /// The document of an audit that was begun too often.
    fn give_up(&self, order: &Order) -> Conducted;
    fn browsers(&self) -> impl Future<Output = Browsers> + Send;
}

/// The crawler's auditor.
pub struct OfAuditor<G, B> {
    pub auditor: Arc<Auditor<G, B>>,
    /// One audit at a time on each IP address, on all machines together.
    pub one_site_per_address: bool,
    /// How many browsers there are and what they hold; asked now and then.
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
