//! All servers of the simulated web: one socket that listens on every address of the loopback network.

use super::{Arrival, Fate, Log, World};
use http_body_util::Full;
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{CONTENT_TYPE, HOST, HeaderValue},
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

pub struct Simulation {
    shared: Arc<Shared>,
    port: u16,
    accepting: AbortHandle,
}

struct Shared {
    world: Arc<World>,
    arrivals: Mutex<Vec<Arrival>>,
    dark: AtomicBool,
}

impl Simulation {
    pub async fn start(world: World) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            world: Arc::new(world),
            arrivals: Mutex::default(),
            dark: AtomicBool::new(false),
        });
        let accepting = tokio::spawn(accept(listener, shared.clone())).abort_handle();
        Ok(Self { shared, port, accepting })
    }

    pub fn world(&self) -> &World {
        &self.shared.world
    }

    pub fn names(&self) -> Arc<World> {
        self.shared.world.clone()
    }

    /// The address of a site's home page.
    pub fn url(&self, host: &str) -> String {
        format!("http://{host}:{}/", self.port)
    }

    /// Makes all servers silent or lets them answer again, to simulate a failure of the network.
    pub fn darken(&self, dark: bool) {
        self.shared.dark.store(dark, Ordering::SeqCst);
    }

    pub fn log(&self) -> Log {
        Log::new(self.shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, from)) = listener.accept().await else { continue };
        // The socket listens on all addresses of this machine; connections from other machines are closed.
        if from.ip().is_loopback() {
            tokio::spawn(serve(stream, shared.clone()));
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let Ok(server) = stream.local_addr() else { return };
    let service = service_fn(move |request| answer(shared.clone(), server.ip(), request));
    // Many clients disconnect before the end of an answer; this is no error.
    let _closed =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// A request under way. Dropping it logs the arrival: when the answer is ready, or when the client disconnects.
struct Visit {
    shared: Arc<Shared>,
    at: Instant,
    server: IpAddr,
    site: u32,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let Self { at, server, site, .. } = *self;
        let arrival = Arrival { at, until: tokio::time::Instant::now().into_std(), server, site };
        self.shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner).push(arrival);
    }
}

/// Error that makes the server close the connection without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is broken off")]
struct BrokenOff;

async fn answer(
    shared: Arc<Shared>,
    server: IpAddr,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, BrokenOff> {
    let at = tokio::time::Instant::now().into_std();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let Some(site) = shared.world.site(host) else { return Ok(text(StatusCode::NOT_FOUND, "no such site")) };
    let visit = Visit { shared: shared.clone(), at, server, site };
    let fate = shared.world.fate(site);
    if fate == Fate::Silent || shared.dark.load(Ordering::SeqCst) {
        return Ok(never().await);
    }
    tokio::time::sleep(shared.world.latency(site)).await;
    let response = match (fate, request.uri().path()) {
        (Fate::Reset, _) => return Err(BrokenOff),
        (_, "/robots.txt") => robots(&shared.world, site),
        (_, "/sitemap.xml") => text(StatusCode::NOT_FOUND, "none"),
        (Fate::Status(status), _) => {
            text(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), "no")
        }
        (Fate::Challenge, _) => html(CHALLENGE),
        (Fate::NotHtml, _) => text(StatusCode::OK, "plain"),
        _ => html(HOME),
    };
    drop(visit);
    Ok(response)
}

async fn never() -> Response<Full<Bytes>> {
    match std::future::pending::<Infallible>().await {}
}

fn robots(world: &World, site: u32) -> Response<Full<Bytes>> {
    match world.draw(site, "robots") % 10 {
        0..=3 => text(StatusCode::NOT_FOUND, "none"),
        _ => text(StatusCode::OK, "User-agent: *\nDisallow: /admin/\n"),
    }
}

const HOME: &str = "<!doctype html><html lang=fr><title>Mairie</title><h1>Bienvenue</h1>\
    <p><a href=/contact>Contact</a> <a href=/mentions-legales>Mentions légales</a> \
    <a href=/accessibilite>Accessibilité</a> <a href=/agenda>Agenda</a>";
const CHALLENGE: &str = "<!doctype html><title>Just a moment...</title><div id=cf-challenge></div><script src=/cdn-cgi/challenge-platform/x.js></script>";

fn html(body: &'static str) -> Response<Full<Bytes>> {
    typed(StatusCode::OK, "text/html; charset=utf-8", body)
}

fn text(status: StatusCode, body: &'static str) -> Response<Full<Bytes>> {
    typed(status, "text/plain; charset=utf-8", body)
}

fn typed(status: StatusCode, kind: &'static str, body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
