//! Access to registries: the crawler's client with its guard, time limits and size limits, which also waits for servers
//! that ask for it.

use super::{ReadError, State, secret::Auth, text::decode, workbook};
use crate::{
    egress::{Guard, Policy},
    fetch::{FetchError, FetchLimits, Fetched, Fetcher, Identity, Request},
};
use flate2::read::MultiGzDecoder;
use http::header;
use std::{io::Read, sync::Arc, time::Duration};
use url::Url;

/// Most bytes of one response, as received.
const MOST_BYTES: usize = 256 << 20;
/// Most bytes of one response, after decompression.
const MOST_TEXT: u64 = 1 << 30;
/// Largest ratio of decompression. A list of members becomes ten or twenty times as long; a response above this ratio
/// is no list.
const LONGEST_FACTOR: u64 = 60;
/// Bytes after decompression up to which the ratio does not matter.
const LITTLE_TEXT: u64 = 16 << 20;

/// How many times a registry is asked, and how long it may make us wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub tries: u32,
    /// Pause after a failure without `Retry-After`.
    pub pause: Duration,
    /// A `Retry-After` beyond this is a failure.
    pub longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 3, pause: Duration::from_secs(2), longest: Duration::from_secs(300) }
    }
}

pub struct Means {
    /// The source's name in errors.
    pub source: Arc<str>,
    pub guard: Arc<Guard>,
    fetcher: Fetcher,
    patience: Patience,
}

/// A text with its ETag and the address of the next page (`Link` header), or the fact that it has not changed.
pub enum Answer {
    NotModified,
    Text { text: String, etag: Option<String>, next: Option<Url> },
}

impl Means {
    /// `private` allows this machine and private networks, for registries on them.
    ///
    /// # Errors
    /// As [`Fetcher::new`].
    pub fn new(
        source: &str,
        identity: &Identity,
        private: bool,
        patience: Patience,
    ) -> Result<Self, FetchError> {
        // The port was chosen by the person who configured the registry.
        let guard = Arc::new(Guard::new(Policy { allow_private: private, ports: None, ..Policy::public() }));
        let limits = FetchLimits {
            answer: Duration::from_secs(60),
            whole: Duration::from_secs(900),
            ..FetchLimits::default()
        };
        let fetcher = Fetcher::new(guard.clone(), identity, limits)?;
        Ok(Self { source: source.into(), guard, fetcher, patience })
    }

    /// The text at an address, decompressed, in any encoding; for a workbook, its first sheet as CSV. With `known`,
    /// content that has not changed is not sent again.
    pub async fn text(
        &self,
        url: &Url,
        auth: Option<&Auth>,
        known: Option<&str>,
    ) -> Result<Answer, ReadError> {
        let request = Request { secret: auth.map(Auth::header).transpose()?, etag: known.map(str::to_owned) };
        let answer = self.patiently(url, &request).await?;
        if answer.status == 304 && known.is_some() {
            return Ok(Answer::NotModified);
        }
        let at = shown(url);
        if answer.truncated {
            return Err(ReadError::TooBig { file: at, most: MOST_BYTES as u64 });
        }
        let header = |name| answer.headers.get(name)?.to_str().ok();
        let etag = header(header::ETAG).map(str::to_owned);
        let next = header(header::LINK).and_then(next_link).and_then(|link| answer.url.join(&link).ok());
        let bytes = unpacked(&at, answer.body)?;
        let is_workbook = workbook::is_workbook(&bytes);
        let text = if is_workbook { workbook::text(&at, &bytes)? } else { decoded(bytes) };
        Ok(Answer::Text { text, etag, next })
    }

    /// The text at an address, read without an earlier state.
    pub async fn fresh_text(&self, url: &Url, auth: Option<&Auth>) -> Result<String, ReadError> {
        match self.text(url, auth, None).await? {
            Answer::Text { text, .. } => Ok(text),
            Answer::NotModified => Err(status(url, 304)),
        }
    }

    async fn patiently(&self, url: &Url, request: &Request) -> Result<Fetched, ReadError> {
        let mut tries = 1;
        loop {
            let answer = self.fetcher.request(url, request, MOST_BYTES).await;
            let (error, pause) = match answer {
                Ok(answer) if answer.status.is_success() || answer.status == 304 => return Ok(answer),
                Ok(answer) => {
                    let code = answer.status.as_u16();
                    let again = code == 429 || answer.status.is_server_error();
                    let asked = answer.retry_after().unwrap_or(self.patience.pause);
                    (status(url, code), again.then_some(asked))
                }
                Err(error) => {
                    let again = matches!(
                        error,
                        FetchError::Timeout
                            | FetchError::ConnectionFailed { .. }
                            | FetchError::BrokenAnswer { .. }
                    );
                    let reason = error.to_string();
                    (ReadError::NoAnswer { at: shown(url), reason }, again.then_some(self.patience.pause))
                }
            };
            match pause {
                Some(pause) if tries < self.patience.tries && pause <= self.patience.longest => {
                    tracing::info!(source = %self.source, pause_s = pause.as_secs(), "the registry is asked again");
                    tokio::time::sleep(pause).await;
                    tries += 1;
                }
                _ => return Err(error),
            }
        }
    }
}

/// The address without parts that may contain a secret: credentials and query.
pub fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let (had_query, _) = (url.query().is_some(), url.set_query(None));
    url.set_fragment(None);
    // Both fail only for URLs that cannot have credentials.
    let (_, _) = (url.set_username(""), url.set_password(None));
    format!("{url}{}", if had_query { "?…" } else { "" })
}

fn status(url: &Url, status: u16) -> ReadError {
    let hint = match status {
        401 | 403 => " : la clé est refusée, vérifier auth et les droits de cette clé",
        404 | 410 => " : vérifier l’adresse",
        429 => " : le serveur demande d’attendre, réessayer plus tard",
        500..=599 => " : panne du serveur, réessayer plus tard",
        _ => "",
    };
    ReadError::Status { at: shown(url), status, hint }
}

/// The address of `rel="next"` in a Link header (RFC 8288).
fn next_link(header: &str) -> Option<String> {
    let is_next = |part: &&str| {
        let parameters = part.split_once('>').map_or("", |(_, rest)| rest).to_ascii_lowercase();
        parameters.split(';').any(|one| matches!(one.trim(), "rel=\"next\"" | "rel=next"))
    };
    let link = header.split(",").find(is_next)?;
    Some(link.split_once('<')?.1.split_once('>')?.0.to_owned())
}

/// Decompresses gzip, which is recognised by its first bytes and not by its name, because servers send the same file
/// both ways.
pub fn unpacked(at: &str, bytes: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    let most = MOST_TEXT.min(LITTLE_TEXT.max(bytes.len() as u64 * LONGEST_FACTOR));
    let read = MultiGzDecoder::new(&bytes[..]).take(most + 1).read_to_end(&mut text);
    read.map_err(|error| ReadError::Gzip { at: at.to_owned(), reason: error.to_string() })?;
    if text.len() as u64 > most { Err(ReadError::TooBig { file: at.to_owned(), most }) } else { Ok(text) }
}

/// Decodes text. Most texts need no change and are not copied.
fn decoded(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains(['\0', '\u{feff}']) => text,
        Ok(text) => decode(text.as_bytes()).into_owned(),
        Err(other) => decode(other.as_bytes()).into_owned(),
    }
}

/// Key under which the ETag of an address is remembered.
pub fn etag_key(url: &Url) -> String {
    format!("etag {}", &blake3::hash(url.as_str().as_bytes()).to_hex()[..16])
}

impl Means {
    /// The texts of several addresses, or none if none of them has changed.
    pub async fn texts(
        &self,
        urls: &[&Url],
        auth: Option<&Auth>,
        state: &State,
    ) -> Result<Option<(Vec<String>, State)>, ReadError> {
        let mut answers = Vec::new();
        for url in urls {
            answers.push(self.text(url, auth, state.get(&etag_key(url))).await?);
        }
        if answers.iter().all(|answer| matches!(answer, Answer::NotModified)) {
            return Ok(None);
        }
        let (mut texts, mut next) = (Vec::new(), State::default());
        for (url, answer) in urls.iter().zip(answers) {
            let answer = match answer {
                Answer::NotModified => self.text(url, auth, None).await?,
                answer => answer,
            };
            let Answer::Text { text, etag, .. } = answer else { return Err(status(url, 304)) };
            next.set(&etag_key(url), etag);
            texts.push(text);
        }
        Ok(Some((texts, next)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_what_may_be_a_key() {
        let url: Url = "https://moi:secret@a.example/x?key=secret#secret".parse().expect("a URL");
        assert_eq!(shown(&url), "https://a.example/x?…");
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        use flate2::{Compression, write::GzEncoder};
        use std::io::Write;
        let packed = |bytes: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory")
        };
        let bomb = packed(&vec![b'a'; 64 << 20]);
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(unpacked("x", bomb), Err(ReadError::TooBig { most: LITTLE_TEXT, .. })));
        let list = b"id;nom\n1;Commune\n".repeat(10_000);
        assert_eq!(unpacked("x", packed(&list)).expect("a list"), list);
    }

    #[test]
    fn the_next_page_is_found_among_links() {
        let header =
            "<https://a.example/?p=1>; rel=\"prev\", <https://a.example/?p=3>; title=x; rel=\"next\"";
        assert_eq!(next_link(header).as_deref(), Some("https://a.example/?p=3"));
        assert_eq!(next_link("<https://a.example/>; rel=\"last\""), None);
    }
}
