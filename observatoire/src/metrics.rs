//! Publishes the progress for Prometheus, at an address that must be configured.

use crate::{causes::with_causes, report::tell, words::say};
use anyhow::{Context, Result};
use campaigns::{Clock, Plan, Status, prometheus};
use http_body_util::Full;
use hyper::{Request, Response, StatusCode, body::Bytes, header::CONTENT_TYPE, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};
use store::Store;
use tokio::{net::TcpListener, sync::Semaphore};

/// Time within which a client has to send its request.
const HEADERS: Duration = Duration::from_secs(5);
/// Largest number of clients served at the same time. Others wait.
const ASKERS: usize = 8;

struct Told {
    store: Store,
    plans: Vec<Plan>,
    clock: Clock,
    places: Semaphore,
}

/// Serves `/metrics` and `/status.json` until the future is dropped. Without an address it only waits.
pub async fn serve(
    address: Option<SocketAddr>,
    store: Store,
    plans: Vec<Plan>,
    clock: Clock,
) -> Result<Infallible> {
    let Some(address) = address else { return std::future::pending().await };
    let listener =
        TcpListener::bind(address).await.with_context(|| say!("status-cannot-listen", address = address))?;
    let url = format!("http://{}/metrics", listener.local_addr()?);
    tell(&say!("metrics-at", url = url));
    let told = Arc::new(Told { store, plans, clock, places: Semaphore::new(ASKERS) });
    loop {
        let (stream, _) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "an asker could not be let in");
                tokio::time::sleep(HEADERS).await;
                continue;
            }
        };
        let told = told.clone();
        tokio::spawn(async move {
            let Ok(_place) = told.places.acquire().await else { return };
            let answering = service_fn(|request: Request<_>| answer(&told, request.uri().path().to_owned()));
            // A client that disconnects is no error.
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADERS)
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), answering)
                .await;
        });
    }
}

async fn answer(told: &Told, path: String) -> Result<Response<Full<Bytes>>, Infallible> {
    let (kind, shown): (_, fn(&Status) -> Result<String>) = match path.as_str() {
        "/metrics" => ("text/plain; version=0.0.4", |status| Ok(prometheus(status))),
        "/status.json" => ("application/json", |status| Ok(serde_json::to_string(status)?)),
        _ => return Ok(response(StatusCode::NOT_FOUND, "text/plain", "/metrics or /status.json\n".into())),
    };
    let read = Status::read(&told.store, &told.plans, told.clock.now()).await;
    Ok(match read.map_err(anyhow::Error::from).and_then(|status| shown(&status)) {
        Ok(text) => response(StatusCode::OK, kind, text),
        Err(error) => {
            tracing::warn!(error = with_causes(&error), "the state could not be read");
            response(StatusCode::SERVICE_UNAVAILABLE, "text/plain", "the database does not answer\n".into())
        }
    })
}

fn response(status: StatusCode, kind: &'static str, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
    response
}
