//! A minimal registry platform that implements the registry contract (`docs/registry.openapi.yaml`). It can be told to
//! fail as real platforms do.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// The content of the platform. Each change gets the next number.
#[derive(Debug, Clone, Default)]
pub struct Platform {
    pub bodies: Vec<Value>,
    /// Members with the number of their last change. A deleted member is `{"id": …, "deleted": true}`.
    members: Vec<(u64, Value)>,
    changes: u64,
    /// Number of members in one answer (a page of the list).
    pub page: usize,
    /// Key that requests must send as `Authorization: Bearer …`.
    pub token: String,
    pub failure: Option<Failure>,
    /// Path and query of every request.
    pub asked: Vec<String>,
}

/// How the platform misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// HTTP 500 from the second page on.
    SecondPage,
    /// Announces the total number of members, but gives only the first page.
    ForgetsPages,
    /// Gives an empty list without an error.
    Empty,
    /// HTTP 410 for requests with `changed_since`: the platform does not know the changes since then.
    Forgot,
    /// HTTP 429 with `Retry-After: 0` for every second request.
    Busy,
}

impl Platform {
    /// An empty platform. `page` is the number of members in one answer, `token` the key of its clients.
    pub fn new(page: usize, token: &str) -> Self {
        Self { page, token: token.to_owned(), ..Self::default() }
    }

    /// Adds a member, or replaces the one with the same id.
    pub fn put(&mut self, member: Value) {
        self.changes += 1;
        self.members.retain(|(_, known)| known["id"] != member["id"]);
        self.members.push((self.changes, member));
    }

    pub fn delete(&mut self, id: &str) {
        self.put(json!({ "id": id, "deleted": true }));
    }

    fn answer(&mut self, path: &str, query: &str, token: Option<&str>) -> (StatusCode, Value) {
        self.asked.push(format!("{path}?{query}"));
        if token != Some(format!("Bearer {}", self.token).as_str()) {
            return (StatusCode::UNAUTHORIZED, json!({ "error": "this key is not known" }));
        }
        if self.failure == Some(Failure::Busy) && self.asked.len() % 2 == 1 {
            return (StatusCode::TOO_MANY_REQUESTS, Value::Null);
        }
        match path {
            "/api/bodies" => (StatusCode::OK, json!({ "items": self.bodies, "total": self.bodies.len() })),
            "/api/members" => self.members(query),
            _ => (StatusCode::NOT_FOUND, Value::Null),
        }
    }

    fn members(&self, query: &str) -> (StatusCode, Value) {
        let since = parameter(query, "changed_since");
        if since.is_some() && self.failure == Some(Failure::Forgot) {
            return (StatusCode::GONE, Value::Null);
        }
        let from: usize = parameter(query, "page").and_then(|page| page.parse().ok()).unwrap_or_default();
        if from > 0 && self.failure == Some(Failure::SecondPage) {
            return (StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        }
        let wanted = |(change, member): &&(u64, Value)| match &since {
            Some(since) => *change > since.parse().unwrap_or_default(),
            None => member.get("deleted").is_none(),
        };
        let all: Vec<&Value> = self.members.iter().filter(wanted).map(|(_, member)| member).collect();
        let (all, total) = match self.failure {
            Some(Failure::Empty) => (Vec::new(), 0),
            _ => (all.clone(), all.len()),
        };
        let items: Vec<&&Value> = all.iter().skip(from).take(self.page).collect();
        let more = from + items.len() < total && self.failure != Some(Failure::ForgetsPages);
        let next = more.then(|| (from + items.len()).to_string());
        (
            StatusCode::OK,
            json!({ "items": items, "total": total, "next": next, "until": self.changes.to_string() }),
        )
    }
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
}

/// A running platform; it stops when dropped.
pub struct RegistryServer {
    address: SocketAddr,
    platform: Arc<Mutex<Platform>>,
    accepting: AbortHandle,
}

impl RegistryServer {
    /// Serves the platform below `/api/` on a free port of this machine.
    pub async fn start(platform: Platform) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let platform = Arc::new(Mutex::new(platform));
        let accepting = tokio::spawn(accept(listener, Arc::clone(&platform))).abort_handle();
        Ok(Self { address, platform, accepting })
    }

    /// Address below which `members` and `bodies` are.
    pub fn url(&self) -> String {
        format!("http://{}/api/", self.address)
    }

    /// Access to the running platform, to change its content or its behaviour.
    pub fn platform(&self) -> MutexGuard<'_, Platform> {
        self.platform.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for RegistryServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, platform: Arc<Mutex<Platform>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let platform = Arc::clone(&platform);
        let service = service_fn(move |request| handle(Arc::clone(&platform), request));
        tokio::spawn(async move {
            let builder = hyper::server::conn::http1::Builder::new();
            // A connection ends when its client disconnects; this is no error.
            let _closed = builder.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn handle(
    platform: Arc<Mutex<Platform>>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let token = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let query = request.uri().query().unwrap_or_default();
    let (status, body) =
        platform.lock().unwrap_or_else(PoisonError::into_inner).answer(request.uri().path(), query, token);
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, hyper::header::HeaderValue::from_static("0"));
    }
    Ok(response)
}
