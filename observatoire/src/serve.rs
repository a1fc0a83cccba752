//! A static file server on loopback, for looking at the site before it is put on a real web server.

use anyhow::Result;
use http_body_util::Full;
use hyper::{Request, Response, StatusCode, body::Bytes, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    io,
    net::{Ipv4Addr, SocketAddr},
    path::{Component, Path, PathBuf},
    sync::Arc,
};
use tokio::net::TcpListener;

pub struct Server {
    listener: TcpListener,
    folder: Arc<Path>,
    address: SocketAddr,
}

pub async fn start(folder: &Path, port: u16) -> io::Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    Ok(Server { address: listener.local_addr()?, listener, folder: folder.into() })
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub async fn run(self) -> Result<()> {
        loop {
            let (stream, _) = self.listener.accept().await?;
            let folder = self.folder.clone();
            tokio::spawn(async move {
                let answering = service_fn(move |request: Request<_>| {
                    let folder = folder.clone();
                    async move { Ok::<_, Infallible>(answer(&folder, request.uri().path()).await) }
                });
                // A client that disconnects is no error.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answering)
                    .await;
            });
        }
    }
}

async fn answer(folder: &Path, path: &str) -> Response<Full<Bytes>> {
    if let Some(file) = file_of(folder, path)
        && let Ok(content) = tokio::fs::read(&file).await
    {
        return respond(StatusCode::OK, content_type(&file), content);
    }
    let missing = tokio::fs::read(folder.join("404.html")).await.unwrap_or_else(|_| b"404".to_vec());
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", missing)
}

/// The file for the path of a request. `None` for a path that would leave the folder.
fn file_of(folder: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8().ok()?;
    let inside = Path::new(decoded.as_ref());
    if !inside.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(inside);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn respond(status: StatusCode, kind: &str, content: Vec<u8>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(content)));
    *response.status_mut() = status;
    if let Ok(kind) = kind.parse() {
        response.headers_mut().insert(hyper::header::CONTENT_TYPE, kind);
    }
    response
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css; charset=utf-8",
        "json" | "jsonld" => "application/json",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "xml" | "atom" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "webp" => "image/webp",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "vtt" => "text/vtt; charset=utf-8",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = Path::new("/site");
        assert_eq!(file_of(folder, "/style.css"), Some("/site/style.css".into()));
        for path in ["/../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd/..", "/a/../../b"] {
            assert_eq!(file_of(folder, path), None, "{path}");
        }
    }
}
