//! Answers a request: with the behaviour of its path, else with the file, else with 404.

use std::path::{Path, PathBuf};

use http_body_util::{BodyExt, Empty, Full};
use hyper::body::Bytes;
use hyper::header::{ALLOW, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::body::Body;
use super::content_type::{content_type, is_text};
use super::site::{Behaviour, INDEX_TOML, ServedSite};

/// ASCII characters that are percent-encoded in a `Location`; characters outside ASCII always are.
const NOT_IN_LOCATION: &AsciiSet = &CONTROLS.add(b' ');

const DIRECTORY_INDEXES: [&str; 2] = ["index.html", "index.htm"];

/// Answers a request to a site. `host` is the request's `Host` header, port included.
pub async fn answer<B>(site: &ServedSite, request: &Request<B>, host: &str) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return not_allowed();
    }
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let mut response = match site.behaviour(&path) {
        Some(behaviour) => behave(site, behaviour, &path, host).await,
        None => file_or_404(site, &path, host),
    };
    if request.method() == Method::HEAD {
        *response.body_mut() = Empty::new().boxed_unsync();
    }
    response
}

pub fn unknown_site(host: &str) -> Response<Body> {
    text(StatusCode::NOT_FOUND, &format!("No site is served under the host {host}\n"))
}

async fn behave(site: &ServedSite, behaviour: &Behaviour, path: &str, host: &str) -> Response<Body> {
    tokio::time::sleep(behaviour.delay()).await;
    let mut response = match (&behaviour.redirect, behaviour.generate) {
        (Some(target), _) => redirect(&replace_origin(target, host)),
        (None, Some(generated)) => {
            let mut response = Response::new(generated.body(&format!("http://{host}")));
            set(&mut response, CONTENT_TYPE, generated.content_type());
            if let Some(encoding) = generated.content_encoding() {
                set(&mut response, CONTENT_ENCODING, encoding);
            }
            response
        }
        (None, None) => file_or_404(site, behaviour.file.as_deref().unwrap_or(path), host),
    };
    if let Some(status) = behaviour.status {
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    }
    for (name, value) in &behaviour.headers {
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            set(&mut response, name, value);
        }
    }
    response
}

fn file_or_404(site: &ServedSite, path: &str, host: &str) -> Response<Body> {
    let Some(file) = locate(&site.folder, path) else { return not_found(site, host) };
    if file.is_dir() {
        return redirect(&format!("{path}/"));
    }
    serve_file(site, &file, host).unwrap_or_else(|| not_found(site, host))
}

/// The file or folder that a decoded path names, never one outside `folder`. The path of a folder gives its index page
/// if it ends with a slash, else the folder itself.
fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut found = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let escapes = part == ".." || part.contains(['\\', '\0']);
        if escapes || part == INDEX_TOML {
            return None;
        }
        found.push(part);
    }
    if !path.ends_with('/') {
        return found.exists().then_some(found);
    }
    DIRECTORY_INDEXES.iter().map(|index| found.join(index)).find(|index| index.is_file())
}

fn serve_file(site: &ServedSite, file: &Path, host: &str) -> Option<Response<Body>> {
    let bytes = std::fs::read(file).ok()?;
    let bytes = if site.has_index_toml && is_text(file) { with_origin(bytes, host) } else { bytes };
    let mut response = Response::new(Full::new(Bytes::from(bytes)).boxed_unsync());
    set(&mut response, CONTENT_TYPE, content_type(file));
    Some(response)
}

/// Fills in the placeholders of a text. A text that is not UTF-8 has none and stays as it is.
fn with_origin(bytes: Vec<u8>, host: &str) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => replace_origin(&text, host).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

fn replace_origin(text: &str, host: &str) -> String {
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    text.replace("{{origin}}", &format!("http://{host}")).replace("{{port}}", port)
}

fn redirect(target: &str) -> Response<Body> {
    let mut response = text(StatusCode::FOUND, "");
    set(&mut response, LOCATION, &utf8_percent_encode(target, NOT_IN_LOCATION).to_string());
    response
}

/// Answers 404 with the site's `404.html`, or with a short text if the site has none.
fn not_found(site: &ServedSite, host: &str) -> Response<Body> {
    let own = site.folder.join("404.html");
    let mut response =
        serve_file(site, &own, host).unwrap_or_else(|| text(StatusCode::NOT_FOUND, "Page introuvable\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn not_allowed() -> Response<Body> {
    let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only\n");
    set(&mut response, ALLOW, "GET, HEAD");
    response
}

fn text(status: StatusCode, body: &str) -> Response<Body> {
    let mut response = Response::new(Full::new(Bytes::from(body.to_owned())).boxed_unsync());
    *response.status_mut() = status;
    set(&mut response, CONTENT_TYPE, "text/plain; charset=utf-8");
    response
}

/// Sets a header. A value that a header cannot contain, such as a line break, is left out.
fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
        response.headers_mut().insert(name, value);
    }
}
