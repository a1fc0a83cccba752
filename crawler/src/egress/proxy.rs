//! A forward proxy on this machine for the browsers, so that the guard also applies to them.

use super::{
    EgressError, Guard, Refusal,
    body::Capped,
    failure::{Failure, Reply, text},
    meter::{Budget, Meter},
    pace::Paced,
    peer, tunnel,
};
use crate::cause::Cause;
use futures_util::future::BoxFuture;
use http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode, Uri, header};
use http_body_util::BodyExt;
use hyper::{
    body::{Body as _, Incoming},
    service::service_fn,
};
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioIo, TokioTimer},
};
use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{net::TcpListener, time::timeout};
use tokio_util::sync::{CancellationToken, DropGuard};

/// A proxy that listens until it is dropped.
///
/// Browsers hide the response to a refused tunnel from their driver, so the last failure of each host can be asked for
/// here.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    _stop: DropGuard,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1. Needs a tokio runtime.
    pub async fn start(guard: Arc<Guard>) -> io::Result<Self> {
        Self::listen(guard, (Ipv4Addr::LOCALHOST, 0).into(), HashSet::new()).await
    }

    /// Listens at an address that browsers on other machines can reach. It serves this machine and `clients`, and
    /// closes all other connections, so that it is no open relay.
    pub async fn listen(guard: Arc<Guard>, at: SocketAddr, clients: HashSet<IpAddr>) -> io::Result<Self> {
        let listener = TcpListener::bind(at).await?;
        let address = listener.local_addr()?;
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .pool_timer(TokioTimer::new())
            .build(Connector(guard.clone()));
        let stop = CancellationToken::new();
        let shared = Arc::new(Shared {
            guard,
            client,
            ports: Mutex::new(HashSet::from([address.port()])),
            clients,
            failures: Arc::default(),
            stop: stop.clone(),
        });
        tokio::spawn(accept(
            listener,
            Entrance { shared: shared.clone(), address, meter: None },
            stop.clone(),
        ));
        Ok(Self { address, shared, _stop: stop.drop_guard() })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Opens an entrance: a port for one browser on this machine, where the traffic of its page is counted.
    pub async fn gate(&self, budget: Budget) -> io::Result<Gate> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let meter = Arc::new(Meter::new(budget));
        let stop = self.shared.stop.child_token();
        self.shared.ports().insert(address.port());
        let entrance = Entrance { shared: self.shared.clone(), address, meter: Some(meter.clone()) };
        tokio::spawn(accept(listener, entrance, stop.clone()));
        Ok(Gate { address, meter, shared: self.shared.clone(), _stop: stop.drop_guard() })
    }

    /// Cause for which the last connection to this host failed, if none has succeeded since.
    pub fn failure(&self, host: &str) -> Option<Cause> {
        self.shared.failures.cause(&host.to_ascii_lowercase())
    }
}

/// An entrance of the proxy for one browser, closed when dropped.
pub struct Gate {
    pub address: SocketAddr,
    pub meter: Arc<Meter>,
    shared: Arc<Shared>,
    _stop: DropGuard,
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.shared.ports().remove(&self.address.port());
    }
}

/// An entrance of the proxy.
#[derive(Clone)]
struct Entrance {
    shared: Arc<Shared>,
    address: SocketAddr,
    meter: Option<Arc<Meter>>,
}

struct Shared {
    guard: Arc<Guard>,
    client: Client<Connector, Incoming>,
    /// Ports of all entrances.
    ports: Mutex<HashSet<u16>>,
    clients: HashSet<IpAddr>,
    failures: Arc<Failures>,
    stop: CancellationToken,
}

/// The last failure of each host.
#[derive(Default)]
struct Failures(Mutex<HashMap<String, Cause>>);

const MOST_FAILURES: usize = 10_000;

impl Failures {
    fn cause(&self, host: &str) -> Option<Cause> {
        self.all().get(host).copied()
    }

    fn note(&self, host: &str, failure: Option<Cause>) {
        let mut failures = self.all();
        match failure {
            None if failures.is_empty() => {}
            None => {
                failures.remove(host);
            }
            Some(cause) => {
                if failures.len() >= MOST_FAILURES {
                    failures.clear();
                }
                failures.insert(host.to_owned(), cause);
            }
        }
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<String, Cause>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn accept(listener: TcpListener, entrance: Entrance, stop: CancellationToken) {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(None).preserve_header_case(true);
    while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "the proxy could not accept a connection");
                // Most likely there are no file descriptors left, and some will soon be free again.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // If this fails, the response is only slower.
        let _ = stream.set_nodelay(true);
        let (entering, entrance) = (entrance.clone(), entrance.clone());
        let service = service_fn(move |request| {
            let entrance = entrance.clone();
            async move { Ok::<_, Infallible>(entrance.answer(request).await) }
        });
        let connection = http.serve_connection(TokioIo::new(stream), service).with_upgrades();
        let stop = stop.clone();
        tokio::spawn(async move {
            if !entering.serves(peer).await {
                return;
            }
            if let Some(Err(error)) = stop.run_until_cancelled(connection).await {
                tracing::debug!(%error, "a connection to the proxy broke");
            }
        });
    }
}

impl Entrance {
    /// Serves named clients and this user's programs on this machine. Others get no answer.
    async fn serves(&self, peer: SocketAddr) -> bool {
        let own = self.address;
        let served = match caller(peer.ip().to_canonical(), own.ip(), &self.shared.clients) {
            Caller::Named => true,
            Caller::Neighbour => {
                let asked = tokio::task::spawn_blocking(move || peer::is_ours(peer, own));
                asked.await.is_ok_and(|asked| asked.unwrap_or(false))
            }
            Caller::Stranger => false,
        };
        if !served {
            tracing::warn!(%peer, "the proxy hung up: it serves this user and [browser] proxy_clients only");
        }
        served
    }

    async fn answer(&self, request: Request<Incoming>) -> Reply {
        let Some((host, port)) = target(request.uri(), request.method()) else {
            return text(
                StatusCode::BAD_REQUEST,
                "this is a proxy: ask it for http://host/ or CONNECT host:port",
            );
        };
        if self.meter.as_ref().is_some_and(|meter| !meter.asks()) {
            return Failure::TooBig { host }.reply();
        }
        let answered = match self.shared.check(&host, port, &request) {
            Err(failure) => Err(failure),
            Ok(()) if request.method() == Method::CONNECT => self.tunnel(request, &host, port).await,
            Ok(()) => self.forward(request, &host).await,
        };
        self.shared.failures.note(&host, answered.as_ref().err().map(Failure::cause));
        answered.unwrap_or_else(|failure| failure.reply())
    }

    async fn tunnel(&self, request: Request<Incoming>, host: &str, port: u16) -> Result<Reply, Failure> {
        let upstream = self.shared.guard.connect(host, port).await?;
        let caps = self.shared.guard.policy().caps;
        let stop = self.shared.stop.clone();
        let counts = tunnel::Counts::new(caps.tunnel, host, self.meter.clone());
        let carrying = async move {
            let client = hyper::upgrade::on(request).await.map_err(io::Error::other)?;
            tunnel::carry(TokioIo::new(client), upstream, caps.whole, counts).await
        };
        tokio::spawn(async move {
            if let Some(Err(error)) = stop.run_until_cancelled(carrying).await {
                tracing::debug!(%error, "a tunnel ended early");
            }
        });
        Ok(text(StatusCode::OK, ""))
    }

    async fn forward(&self, mut request: Request<Incoming>, host: &str) -> Result<Reply, Failure> {
        let caps = self.shared.guard.policy().caps;
        strip_hop_by_hop(request.headers_mut());
        // The address in the request line decides; the client writes the header from it (RFC 9112, 3.2.2).
        request.headers_mut().remove(header::HOST);
        *request.version_mut() = http::Version::HTTP_11;
        let answer = timeout(caps.connect + caps.answer, self.shared.client.request(request)).await;
        let answer = answer.map_err(|_| Failure::Timeout { host: host.to_owned() })??;
        if answer.body().size_hint().lower() > caps.body {
            return Err(Failure::TooBig { host: host.to_owned() });
        }
        let (mut head, body) = answer.into_parts();
        strip_hop_by_hop(&mut head.headers);
        let (failures, host) = (self.shared.failures.clone(), host.to_owned());
        let counted = self.meter.clone().map(|meter| (meter, host.clone()));
        let body =
            Capped::new(body, caps.body, caps.whole, counted, move |cause| failures.note(&host, Some(cause)));
        Ok(Response::from_parts(head, body.boxed()))
    }
}

impl Shared {
    fn ports(&self) -> std::sync::MutexGuard<'_, HashSet<u16>> {
        self.ports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, host: &str, port: u16, request: &Request<Incoming>) -> Result<(), Failure> {
        let refused = |refusal| Failure::Egress(EgressError::Refused { host: host.to_owned(), refusal });
        let scheme = request.uri().scheme_str();
        if scheme.is_some_and(|scheme| scheme != "http") {
            return Err(refused(Refusal::Scheme));
        }
        if self.ports().contains(&port) && self.guard.policy().allow_private {
            return Err(refused(Refusal::Itself));
        }
        self.guard.check_port(port).map_err(refused)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Caller {
    Named,
    /// A client on this machine, which other users may share.
    Neighbour,
    Stranger,
}

fn caller(peer: IpAddr, own: IpAddr, clients: &HashSet<IpAddr>) -> Caller {
    if clients.contains(&peer) {
        Caller::Named
    } else if peer.is_loopback() || peer == own {
        Caller::Neighbour
    } else {
        Caller::Stranger
    }
}

/// Host and port of the target. The host is in lower case, without the brackets of IPv6.
fn target(uri: &Uri, method: &Method) -> Option<(String, u16)> {
    let host = uri.host()?.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    let usual = if method == Method::CONNECT { 443 } else { 80 };
    (!host.is_empty()).then_some((host, uri.port_u16().unwrap_or(usual)))
}

/// Removes headers that concern one connection and not the message (RFC 9110, 7.6.1).
fn strip_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let always = [
        header::CONNECTION,
        header::PROXY_AUTHORIZATION,
        header::PROXY_AUTHENTICATE,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
        HeaderName::from_static("proxy-connection"),
        HeaderName::from_static("keep-alive"),
    ];
    for name in named.into_iter().chain(always) {
        headers.remove(name);
    }
}

/// Gives the HTTP client connections that the guard has checked.
#[derive(Clone)]
struct Connector(Arc<Guard>);

impl tower_service::Service<Uri> for Connector {
    type Response = TokioIo<Paced>;
    type Error = EgressError;
    type Future = BoxFuture<'static, Result<Self::Response, EgressError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), EgressError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let guard = self.0.clone();
        Box::pin(async move {
            let (host, port) = target(&uri, &Method::GET).unwrap_or_default();
            guard.connect(&host, port).await.map(TokioIo::new)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_is_not_served() {
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let clients = HashSet::from([address("10.0.0.7")]);
        let caller = |peer: &str| super::caller(address(peer), address("10.0.0.5"), &clients);
        assert_eq!(caller("10.0.0.7"), Caller::Named);
        for neighbour in ["127.0.0.1", "::1", "10.0.0.5"] {
            assert_eq!(caller(neighbour), Caller::Neighbour, "{neighbour}");
        }
        for stranger in ["10.0.0.8", "203.0.113.9", "2001:db8::1"] {
            assert_eq!(caller(stranger), Caller::Stranger, "{stranger}");
        }
    }
}
