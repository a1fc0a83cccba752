//! The HTTP client for requests that need no browser: robots.txt, sitemaps, home pages. It goes through the guard.

mod cookies;
mod error;
#[cfg(test)]
pub(crate) mod tests;

pub use error::FetchError;

use crate::egress::Guard;
use chrono::DateTime;
use cookies::Cookies;
use encoding_rs::{Encoding, UTF_8};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{borrow::Cow, future::Future, net::SocketAddr, sync::Arc, time::Duration};
use url::Url;

/// How the crawler introduces itself: its name, and a page that explains what it does and how to contact us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The product token by which robots.txt files address the crawler.
    pub token: String,
    pub version: String,
    pub information: Url,
}

impl Identity {
    pub fn user_agent(&self) -> String {
        format!("{}/{} (+{})", self.token, self.version, self.information)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchLimits {
    pub redirects: usize,
    /// Time from the request to the head of the response, for each hop.
    pub answer: Duration,
    /// Time for all hops and the body.
    pub whole: Duration,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { redirects: 10, answer: Duration::from_secs(20), whole: Duration::from_secs(60) }
    }
}

/// A response with any status.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The final address, after redirects.
    pub url: Url,
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The body, cut at the requested length.
    pub body: Vec<u8>,
    /// Whether the body was cut.
    pub truncated: bool,
    /// Addresses that redirected, in their order.
    pub hops: Vec<Url>,
}

impl Fetched {
    /// The body as text. The encoding is found by byte order mark, then `Content-Type`, otherwise UTF-8.
    pub fn text(&self) -> Cow<'_, str> {
        let declared = self.content_type().and_then(|value| {
            let (_, charset) = value.split_once("charset=")?;
            Encoding::for_label(charset.split(';').next()?.trim().trim_matches('"').as_bytes())
        });
        declared.unwrap_or(UTF_8).decode(&self.body).0
    }

    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// Whether the response is declared as HTML, or has no declared type.
    pub fn is_html(&self) -> bool {
        self.content_type().is_none_or(|value| {
            let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "")
        })
    }

    /// Time that `Retry-After` asks to wait. A date is compared with the date of the response, so that our clock and
    /// the server's need not agree; zero when it is past.
    pub fn retry_after(&self) -> Option<Duration> {
        let text = |name| self.headers.get(name)?.to_str().ok().map(str::trim);
        let value = text(header::RETRY_AFTER)?;
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = DateTime::parse_from_rfc2822(value).ok()?;
        let sent = DateTime::parse_from_rfc2822(text(header::DATE)?).ok()?;
        Some((until - sent).to_std().unwrap_or_default())
    }
}

/// The parts of a request besides its address.
#[derive(Clone, Default)]
pub struct Request {
    /// A header sent only to the origin of the address, not to where it redirects.
    pub secret: Option<(HeaderName, HeaderValue)>,
    /// The known ETag. If the content has not changed, the response is 304.
    pub etag: Option<String>,
}

/// Time after which an idle connection is closed. A site is visited about once a second, and then not for weeks: longer
/// waits would occupy servers and our memory for thousands of sites.
const IDLE: Duration = Duration::from_secs(5);

/// A client that loads URLs. A stand-in lets discovery be tested without a network.
pub trait Get: Send + Sync {
    /// Follows redirects and reads at most `most` bytes of the body.
    fn get(&self, url: &Url, most: usize) -> impl Future<Output = Result<Fetched, FetchError>> + Send {
        async move { self.get_within(url, most, &|_| true).await }
    }

    /// Loads a URL, but does not follow a redirect that `may` refuses: [`FetchError::LeadsElsewhere`].
    fn get_within(
        &self,
        url: &Url,
        most: usize,
        may: &Follows<'_>,
    ) -> impl Future<Output = Result<Fetched, FetchError>> + Send;
}

/// Whether a redirect to an address is followed.
pub type Follows<'a> = dyn Fn(&Url) -> bool + Send + Sync + 'a;

pub struct Fetcher {
    guard: Arc<Guard>,
    client: reqwest::Client,
    limits: FetchLimits,
}

/// Installs ring as the TLS provider, once for the process; an existing provider stays.
pub fn install_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

impl Fetcher {
    /// # Errors
    /// When the identity is no valid header, or the system has no certificates.
    pub fn new(guard: Arc<Guard>, identity: &Identity, limits: FetchLimits) -> Result<Self, FetchError> {
        install_tls();
        let client = reqwest::Client::builder()
            .user_agent(identity.user_agent())
            .no_proxy()
            .referer(false)
            .redirect(reqwest::redirect::Policy::none())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(1)
            .connect_timeout(guard.policy().caps.connect)
            .dns_resolver(GuardedNames(guard.clone()))
            .build()
            .map_err(|error| FetchError::from_error(&error))?;
        Ok(Self { guard, client, limits })
    }

    /// Follows redirects and reads at most `most` bytes of the body.
    ///
    /// # Errors
    /// When there is no complete response.
    pub async fn request(&self, url: &Url, request: &Request, most: usize) -> Result<Fetched, FetchError> {
        self.request_within(url, request, most, &|_| true).await
    }

    async fn request_within(
        &self,
        url: &Url,
        request: &Request,
        most: usize,
        may: &Follows<'_>,
    ) -> Result<Fetched, FetchError> {
        let followed = tokio::time::timeout(self.limits.whole, self.follow(url, request, most, may)).await;
        followed.map_err(|_| FetchError::Timeout)?
    }

    async fn follow(
        &self,
        first: &Url,
        request: &Request,
        most: usize,
        may: &Follows<'_>,
    ) -> Result<Fetched, FetchError> {
        let (mut url, mut hops, mut cookies) = (first.clone(), Vec::new(), Cookies::default());
        loop {
            let secret = request.secret.as_ref().filter(|_| url.origin() == first.origin());
            let answer = self.ask(&url, secret, request.etag.as_deref(), cookies.header(&url)).await?;
            // Some sites redirect to themselves until their cookie comes back.
            cookies.take(&url, answer.headers());
            match redirect(&url, &answer)? {
                None => return read(&self.guard, url, answer, hops, most).await,
                Some(_) if hops.len() >= self.limits.redirects => {
                    return Err(FetchError::TooManyRedirects { hops: hops.len() + 1 });
                }
                Some(to) if !may(&to) => return Err(FetchError::LeadsElsewhere { to }),
                Some(next) => hops.push(std::mem::replace(&mut url, next)),
            }
        }
    }

    async fn ask(
        &self,
        url: &Url,
        secret: Option<&(HeaderName, HeaderValue)>,
        etag: Option<&str>,
        cookies: Option<HeaderValue>,
    ) -> Result<reqwest::Response, FetchError> {
        self.guard.check_url(url).map_err(|error| FetchError::from_guard(&error))?;
        let mut asked = self.client.get(url.clone()).header(header::ACCEPT_LANGUAGE, "fr, en;q=0.5");
        if let Some((name, value)) = secret {
            asked = asked.header(name, value);
        }
        if let Some(cookies) = cookies {
            asked = asked.header(header::COOKIE, cookies);
        }
        if let Some(etag) = etag {
            asked = asked.header(header::IF_NONE_MATCH, etag);
        }
        // A name that cannot be resolved is reported by the request itself.
        let servers = self.guard.resolve(url.host_str().unwrap_or_default()).await.unwrap_or_default();
        if let Some(server) = servers.first() {
            self.guard.turn(*server).await;
        }
        let answer = tokio::time::timeout(self.limits.answer, asked.send()).await;
        answer.map_err(|_| FetchError::Timeout)?.map_err(|error| FetchError::from_error(&error))
    }
}

impl Get for Fetcher {
    async fn get_within(&self, url: &Url, most: usize, may: &Follows<'_>) -> Result<Fetched, FetchError> {
        self.request_within(url, &Request::default(), most, may).await
    }
}

fn redirect(from: &Url, answer: &reqwest::Response) -> Result<Option<Url>, FetchError> {
    if !matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = answer.headers().get(header::LOCATION) else { return Ok(None) };
    let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
    from.join(&location).map(Some).map_err(|_| FetchError::BadRedirect { location })
}

async fn read(
    guard: &Guard,
    url: Url,
    mut answer: reqwest::Response,
    hops: Vec<Url>,
    most: usize,
) -> Result<Fetched, FetchError> {
    let (status, headers) = (answer.status(), answer.headers().clone());
    let (mut body, mut truncated) = (Vec::new(), false);
    let server = answer.remote_addr().map(|server| server.ip());
    while let Some(chunk) = answer.chunk().await.map_err(|error| FetchError::from_error(&error))? {
        if let Some(server) = server {
            guard.carried(server, chunk.len()).await;
        }
        let room = most - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            truncated = true;
            break;
        }
    }
    Ok(Fetched { url, status, headers, body, truncated, hops })
}

/// Resolver of the HTTP client, which gives only addresses that the guard allows. IP addresses in a URL are not
/// resolved; [`Guard::check_url`] checks them.
struct GuardedNames(Arc<Guard>);

impl Resolve for GuardedNames {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let addresses = guard.resolve(name.as_str()).await?;
            // Port 0 stands for the one of the URL.
            let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}
