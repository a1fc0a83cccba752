//! A client for a [`SiteServer`] that resolves `*.localhost` to loopback.

use anyhow::Context;
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::header::HOST;
use hyper::{Method, Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use crate::site_server::SiteServer;

/// Sends a request. Returns the response with an unread body, without following redirects. `path` is sent as given.
pub async fn request(
    server: &SiteServer,
    method: Method,
    site: &str,
    path: &str,
) -> anyhow::Result<Response<Incoming>> {
    let request = Request::builder()
        .method(method)
        .uri(format!("http://{}{path}", server.address()))
        .header(HOST, format!("{site}.localhost:{}", server.port()))
        .body(Empty::<Bytes>::new())?;
    let client = Client::builder(TokioExecutor::new()).build_http();
    client.request(request).await.with_context(|| format!("no answer from {site} for {path}"))
}

/// The answer to a GET with its whole body.
pub async fn get(server: &SiteServer, site: &str, path: &str) -> anyhow::Result<Response<Bytes>> {
    let (parts, body) = request(server, Method::GET, site, path).await?.into_parts();
    let bytes = body.collect().await?.to_bytes();
    Ok(Response::from_parts(parts, bytes))
}
