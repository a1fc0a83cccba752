//! Serves a folder of static sites on loopback, each subfolder as the host `<name>.localhost`.
//!
//! Pages are files. A status, a delay, a redirect or a generated body is set in the site's `index.toml`, see
//! [`site::Behaviour`]. Every request is logged with its time of arrival, so that a test can check how politely a site
//! was visited.

pub mod answer;
mod body;
pub mod content_type;
pub mod generated;
pub mod raw;
pub mod site;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use hyper::body::Incoming;
use hyper::header::{HOST, USER_AGENT};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::Instant;

use body::Body;
use site::ServedSite;

/// A request to the server.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub at: Instant,
    /// Site name, without `.localhost` and port.
    pub site: String,
    pub method: String,
    /// Path and query as requested.
    pub path: String,
    pub user_agent: String,
}

/// A running server; it stops, with all its connections, when dropped.
pub struct SiteServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: AbortHandle,
}

struct Shared {
    sites: BTreeMap<String, ServedSite>,
    arrivals: Mutex<Vec<Arrival>>,
}

impl SiteServer {
    /// Serves every subfolder of `folder` on a free port.
    pub async fn start(folder: &Path) -> anyhow::Result<Self> {
        Self::start_on(folder, 0).await
    }

    /// Serves every subfolder of `folder` on this port; 0 takes a free one.
    pub async fn start_on(folder: &Path, port: u16) -> anyhow::Result<Self> {
        let sites = site::load_all(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .with_context(|| format!("cannot listen on 127.0.0.1:{port}"))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { sites, arrivals: Mutex::default() });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared))).abort_handle();
        Ok(Self { address, shared, accepting })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn sites(&self) -> impl Iterator<Item = &ServedSite> {
        self.shared.sites.values()
    }

    /// Address of `path` (which begins with `/`) on the site `site`.
    pub fn url(&self, site: &str, path: &str) -> String {
        format!("http://{site}.localhost:{}{path}", self.port())
    }

    /// The requests to a site so far, in order of arrival.
    pub fn arrivals(&self, site: &str) -> Vec<Arrival> {
        let all = self.shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|arrival| arrival.site == site).cloned().collect()
    }
}

impl Drop for SiteServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Accepts connections and owns their tasks, so that aborting this task ends them too.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                connections.spawn(serve(stream, Arc::clone(&shared)));
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let mut once = false;
    if let Some((host, path)) = raw::peek(&stream).await
        && let Some(site) = shared.sites.get(&site_name(&host))
    {
        once = site.has_raw();
        if let Some(raw) = site.behaviour(&path).and_then(|behaviour| behaviour.raw) {
            return raw.answer(stream).await;
        }
    }
    let service = service_fn(move |request| handle(Arc::clone(&shared), request));
    // Many clients disconnect before the end of an answer; this is no error.
    let mut http = hyper::server::conn::http1::Builder::new();
    let _closed = http.keep_alive(!once).serve_connection(TokioIo::new(stream), service).await;
}

async fn handle(shared: Arc<Shared>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let host = header(&request, HOST);
    let name = site_name(&host);
    shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner).push(Arrival {
        at: Instant::now(),
        site: name.clone(),
        method: request.method().to_string(),
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        user_agent: header(&request, USER_AGENT),
    });
    let response = match shared.sites.get(&name) {
        Some(site) => answer::answer(site, &request, &host).await,
        None => answer::unknown_site(&host),
    };
    Ok(response)
}

fn header<B>(request: &Request<B>, name: hyper::header::HeaderName) -> String {
    let value = request.headers().get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// `Mairie.localhost:8080` → `mairie`. A host outside `.localhost` names no site.
fn site_name(host: &str) -> String {
    let without_port = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let lower = without_port.to_ascii_lowercase();
    lower.strip_suffix(".localhost").unwrap_or_default().to_owned()
}
