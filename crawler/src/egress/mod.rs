//! The only way to the network: names are resolved here once, and connections are only made to checked addresses.

mod address;
mod body;
mod counting;
mod deny;
mod failure;
mod lookup;
mod meter;
mod own;
mod pace;
mod peer;
mod proxy;
mod tunnel;

pub use address::{Refusal, check};
pub use deny::{BadDeny, Deny};
pub use failure::{ERROR_HEADER, REFUSED_HEADER};
pub use lookup::{Lookup, SystemLookup};
pub use meter::{Budget, Meter};
pub use pace::{Bounds, Pace, Paced};
pub use peer::tells_users;
pub use proxy::{Gate, Proxy};

use crate::cause::Cause;
use lookup::Remembered;
use std::{
    collections::BTreeSet,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpStream, time::timeout};
use url::Url;

/// Limits of one request, or of one tunnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Time for a lookup, and as much again for connecting to all addresses of a host together.
    pub connect: Duration,
    /// Time from the request to the head of the response.
    pub answer: Duration,
    /// Time from the head of the response to its last byte; also the longest silence of a tunnel.
    pub whole: Duration,
    /// Most bytes of one response outside a tunnel.
    pub body: u64,
    /// Most bytes of a tunnel in both directions. A tunnel carries many requests of a browser.
    pub tunnel: u64,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            body: 32 * 1024 * 1024,
            tunnel: 256 * 1024 * 1024,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Allows this machine and private networks, for tests and demos; then `*.localhost` is 127.0.0.1.
    pub allow_private: bool,
    /// `None` allows every port.
    pub ports: Option<BTreeSet<u16>>,
    /// Private networks that are allowed: the operator's own, where its sites are.
    pub private_networks: Deny,
    /// Networks and names that are refused in any case.
    pub deny: Deny,
    pub caps: Caps,
    /// Limits of traffic to one address. `None` is for tests and for one's own machine.
    pub bounds: Option<Bounds>,
}

impl Policy {
    /// The public web, on the ports that are usual for it.
    pub fn public() -> Self {
        Self {
            allow_private: false,
            ports: Some([80, 443, 8080, 8443].into()),
            private_networks: Deny::default(),
            deny: Deny::default(),
            caps: Caps::default(),
            bounds: Some(Bounds::default()),
        }
    }

    /// The public web, this machine and private networks, on every port.
    pub fn with_private() -> Self {
        Self { allow_private: true, ports: None, bounds: None, ..Self::public() }
    }
}

/// Reason for which no connection was made.
#[derive(Debug, thiserror::Error)]
pub enum EgressError {
    #[error("{host}: refused, {refusal}")]
    Refused { host: String, refusal: Refusal },
    #[error("{host}: the name has no address ({source})")]
    Dns { host: String, source: Arc<io::Error> },
    /// Our own resolver fails, which says nothing about the name.
    #[error("{host}: our resolver does not answer ({source})")]
    Resolver { host: String, source: Arc<io::Error> },
    #[error("{host}: no connection ({source})")]
    Connect { host: String, source: io::Error },
    #[error("{host}: no connection within {after:?}")]
    Timeout { host: String, after: Duration },
}

impl EgressError {
    pub fn cause(&self) -> Cause {
        match self {
            Self::Refused { refusal: Refusal::Port, .. } => Cause::PortNotVisited,
            Self::Refused { refusal: Refusal::Denied | Refusal::Own | Refusal::Itself, .. } => {
                Cause::ClosedByUs
            }
            Self::Refused { .. } => Cause::EgressRefused,
            Self::Dns { .. } => Cause::Dns,
            Self::Resolver { .. } => Cause::ResolverUnavailable,
            Self::Timeout { .. } => Cause::Timeout,
            Self::Connect { source, .. } if source.kind() == io::ErrorKind::ConnectionRefused => {
                Cause::ConnectionRefused
            }
            Self::Connect { .. } => Cause::ConnectionFailed,
        }
    }
}

/// Resolves names, checks addresses and connects. The program has one guard, which all its parts share.
pub struct Guard {
    policy: Policy,
    names: Remembered,
    pace: Option<Arc<Pace>>,
}

impl Guard {
    pub fn new(policy: Policy) -> Self {
        Self::with_lookup(policy, Arc::new(SystemLookup))
    }

    /// A guard with another source of addresses, for tests.
    pub fn with_lookup(policy: Policy, lookup: Arc<dyn Lookup>) -> Self {
        let pace = policy.bounds.map(Pace::new).map(Arc::new);
        let names = Remembered::new(lookup, policy.caps.connect);
        Self { policy, names, pace }
    }

    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Refuses an address that can be refused without a lookup: by its scheme, its port, a written IP address, or a
    /// name that the operator has closed.
    pub fn check_url(&self, url: &Url) -> Result<(), EgressError> {
        let host = url.host_str().unwrap_or_default();
        let refused = |refusal| EgressError::Refused { host: host.to_owned(), refusal };
        if !matches!(url.scheme(), "http" | "https") || host.is_empty() {
            return Err(refused(Refusal::Scheme));
        }
        let port = url.port_or_known_default().unwrap_or_default();
        self.check_port(port).map_err(refused)?;
        match literal(host) {
            Some(address) => self.check_address(address).map_err(refused),
            None if self.policy.deny.covers_name(host) => Err(refused(Refusal::Denied)),
            None => Ok(()),
        }
    }

    fn check_address(&self, address: IpAddr) -> Result<(), Refusal> {
        match check(address, self.policy.allow_private) {
            Err(Refusal::Private) if self.policy.private_networks.covers_address(address) => {}
            checked => checked?,
        }
        if self.policy.deny.covers_address(address) {
            return Err(Refusal::Denied);
        }
        if !self.policy.allow_private && own::is_own(address) {
            return Err(Refusal::Own);
        }
        Ok(())
    }

    /// The addresses of a host that may be reached, at least one.
    pub async fn resolve(&self, host: &str) -> Result<Vec<IpAddr>, EgressError> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if self.policy.deny.covers_name(&host) {
            return Err(EgressError::Refused { host, refusal: Refusal::Denied });
        }
        let all = self.addresses(&host).await?;
        let mut first_refusal = None;
        let allowed = all.into_iter().filter(|address| {
            let checked = self.check_address(*address);
            first_refusal = first_refusal.or(checked.err());
            checked.is_ok()
        });
        // The lowest address comes first. It is visited and identifies the server, so that all programs take the same
        // one.
        let mut allowed: Vec<_> = allowed.collect();
        allowed.sort_unstable();
        match first_refusal {
            Some(refusal) if allowed.is_empty() => Err(EgressError::Refused { host, refusal }),
            _ => Ok(allowed),
        }
    }

    /// Connects to one of the addresses that were just checked, without another lookup. Time spent waiting for the pace
    /// counts against no deadline.
    pub async fn connect(&self, host: &str, port: u16) -> Result<Paced, EgressError> {
        let after = self.policy.caps.connect;
        self.check_port(port).map_err(|refusal| EgressError::Refused { host: host.to_owned(), refusal })?;
        let late = |_| EgressError::Timeout { host: host.to_owned(), after };
        let addresses = self.resolve(host).await?;
        if let Some(first) = addresses.first() {
            self.turn(*first).await;
        }
        let connected = timeout(after, first_that_connects(&addresses, port, after)).await.map_err(late)?;
        let stream = connected.map_err(|source| EgressError::Connect { host: host.to_owned(), source })?;
        Ok(Paced::new(stream, self.pace.clone()))
    }

    /// Waits until a new connection to this address is allowed.
    pub async fn turn(&self, to: IpAddr) {
        if let Some(pace) = &self.pace {
            pace.connection(to).await;
        }
    }

    /// Waits as long as the limits of the address require after these bytes.
    pub async fn carried(&self, with: IpAddr, count: usize) {
        if let Some(pace) = &self.pace {
            pace.bytes(with, count as u64).await;
        }
    }

    fn check_port(&self, port: u16) -> Result<(), Refusal> {
        let open = self.policy.ports.as_ref().is_none_or(|ports| ports.contains(&port));
        if open && port != 0 { Ok(()) } else { Err(Refusal::Port) }
    }

    async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, EgressError> {
        if let Some(address) = literal(host) {
            return Ok(vec![address]);
        }
        if host == "localhost" || host.ends_with(".localhost") {
            return Ok(vec![Ipv4Addr::LOCALHOST.into()]);
        }
        match self.names.lookup(host).await {
            Ok(addresses) => Ok(addresses),
            Err(source) if lookup::is_undecided(&source) => {
                Err(EgressError::Resolver { host: host.to_owned(), source })
            }
            Err(source) => Err(EgressError::Dns { host: host.to_owned(), source }),
        }
    }
}

fn literal(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Connects to the first address that answers. Each gets an equal share of the time, so that one without answer does
/// not hide another.
async fn first_that_connects(addresses: &[IpAddr], port: u16, within: Duration) -> io::Result<TcpStream> {
    let share = within / u32::try_from(addresses.len().max(1)).unwrap_or(u32::MAX);
    let mut failure = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match timeout(share, TcpStream::connect(SocketAddr::new(*address, port))).await {
            Ok(Ok(stream)) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Ok(Err(error)) => failure = error,
            Err(_) => failure = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(failure)
}

#[cfg(test)]
pub(crate) mod tests;
