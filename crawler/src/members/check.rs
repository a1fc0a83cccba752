//! Is the address that a registry gives a good one? One polite look at each home page; what is not sure is not told.

use crate::{
    cause::{Cause, challenge},
    discovery::{Robots, address, robots},
    egress::Guard,
    fetch::{FetchError, Fetched, Get},
    frontier::Lane,
    turnstile::Turnstile,
};
use std::{sync::Arc, time::Duration};
use url::Url;

const MOST_BYTES: usize = 64 * 1024;
/// A second look at what may have been a moment's trouble.
const AGAIN_AFTER: Duration = Duration::from_secs(20);
const USUAL_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Something to correct in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// No address.
    NoSite,
    /// The text there is no address.
    Malformed,
    /// Nothing is at the address.
    Dead,
    /// The address leads to another site.
    Moved,
    /// No secure connection: the certificate is expired, of another name …
    Certificate,
    /// The address is written with http, and the site has https.
    HttpAddress,
    /// The site has no https.
    HttpOnly,
    /// Several members have this address.
    Shared,
}

impl Defect {
    pub const ALL: [Self; 8] = [
        Self::NoSite,
        Self::Malformed,
        Self::Dead,
        Self::Moved,
        Self::Certificate,
        Self::HttpAddress,
        Self::HttpOnly,
        Self::Shared,
    ];

    /// Stable, kebab-case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSite => "no-site",
            Self::Malformed => "malformed",
            Self::Dead => "dead",
            Self::Moved => "moved",
            Self::Certificate => "certificate",
            Self::HttpAddress => "http-address",
            Self::HttpOnly => "http-only",
            Self::Shared => "shared",
        }
    }
}

/// A defect and what was found, in French.
pub type FoundDefect = (Defect, String);

pub struct Checker<G> {
    pub get: G,
    pub guard: Arc<Guard>,
    pub turnstile: Turnstile,
    pub robots_token: String,
    /// Between a failure that may pass and the second look.
    pub again_after: Duration,
}

impl<G: Get> Checker<G> {
    pub fn new(get: G, guard: Arc<Guard>, turnstile: Turnstile, robots_token: String) -> Self {
        Self { get, guard, turnstile, robots_token, again_after: AGAIN_AFTER }
    }

    /// Looks for a defect of an address; none where the site keeps us away or has troubles of its own.
    pub async fn look(&self, url: &Url) -> Option<FoundDefect> {
        if let Some(found) = self.look_once(url, false).await? {
            return Some(found);
        }
        tokio::time::sleep(self.again_after).await;
        self.look_once(url, true).await?
    }

    /// `None`: nothing to tell. `Some(None)`: it may pass, look again.
    async fn look_once(&self, url: &Url, last: bool) -> Option<Option<FoundDefect>> {
        let answer = self.home(url).await?;
        let found = match answer {
            Ok(answer) => self.answered(url, &answer).await?,
            Err(error) if !last && may_pass(&error) => return Some(None),
            Err(error) => self.unanswered(url, &error).await?,
        };
        Some(Some(found))
    }

    /// The home page, if robots.txt lets us; `None` if it does not.
    async fn home(&self, url: &Url) -> Option<Result<Fetched, FetchError>> {
        let rules = self.politely(&robots::robots_url(url), robots::MOST_BYTES).await;
        match &rules {
            // No robots.txt can be had where no site can.
            Err(error) if !matches!(error, FetchError::TooManyRedirects { .. }) => Some(Err(error.clone())),
            _ if !Robots::read(&rules, &self.robots_token).allows(url) => None,
            _ => Some(self.politely(url, MOST_BYTES).await),
        }
    }

    async fn politely(&self, url: &Url, most: usize) -> Result<Fetched, FetchError> {
        let host = url.host_str().unwrap_or_default();
        let addresses = self.guard.resolve(host).await.ok();
        let lane = Lane::new(host, addresses.and_then(|all| all.first().copied()));
        let permit = self.turnstile.enter(&lane, None).await;
        let fetched = self.get.get(url, most).await;
        drop(permit);
        if let Ok(answer) = &fetched
            && matches!(answer.status.as_u16(), 429 | 503)
        {
            self.turnstile.push_back(&lane, answer.retry_after().unwrap_or(USUAL_PAUSE).min(LONGEST_PAUSE));
        }
        fetched
    }

    async fn answered(&self, url: &Url, answer: &Fetched) -> Option<FoundDefect> {
        if challenge::detect(answer.status, &answer.headers, &answer.text()).is_some() {
            return None;
        }
        if address::has_moved(url, &answer.url) {
            return Some((Defect::Moved, format!("mène à {}", answer.url)));
        }
        if matches!(answer.status.as_u16(), 404 | 410) {
            return Some((Defect::Dead, format!("la page n’existe pas (HTTP {})", answer.status.as_u16())));
        }
        if !answer.status.is_success() || url.scheme() != "http" {
            return None;
        }
        if answer.url.scheme() == "https" {
            return Some((Defect::HttpAddress, format!("le site est à {}", answer.url)));
        }
        let mut secure = url.clone();
        // A port that is written goes with its scheme: nothing is known of another.
        if url.port().is_some() || secure.set_scheme("https").is_err() {
            return None;
        }
        match self.politely(&secure, MOST_BYTES).await {
            Ok(answer) if answer.status.is_success() && !address::has_moved(url, &answer.url) => {
                Some((Defect::HttpAddress, format!("le site est à {}", answer.url)))
            }
            Err(FetchError::Tls { message }) => Some((Defect::HttpOnly, format!("https refusé : {message}"))),
            Err(error) if error.cause() == Cause::ConnectionRefused => {
                Some((Defect::HttpOnly, "rien ne répond en https".to_owned()))
            }
            _ => None,
        }
    }

    async fn unanswered(&self, url: &Url, error: &FetchError) -> Option<FoundDefect> {
        let reason = match error.cause() {
            Cause::Tls => return Some((Defect::Certificate, error.to_string())),
            Cause::Dns => "ce nom n’existe pas",
            Cause::ConnectionRefused => "la machine répond, aucun site n’y est servi",
            Cause::ConnectionFailed => "aucune connexion",
            Cause::Timeout => "pas de réponse à temps, deux fois",
            Cause::TooManyRedirects => "les redirections tournent en rond",
            Cause::PortNotVisited => "ce port n’est pas visité",
            Cause::EgressRefused => "adresse d’un réseau privé ou réservé",
            _ => return None,
        };
        for other in address::variants(url).into_iter().skip(1) {
            if let Some(Ok(answer)) = self.home(&other).await
                && answer.status.is_success()
                && !address::has_moved(&other, &answer.url)
            {
                return Some((Defect::Dead, format!("{reason} ; le site répond à {}", answer.url)));
            }
        }
        Some((Defect::Dead, reason.to_owned()))
    }
}

/// A name server or a machine that is not there now may be there in a moment.
fn may_pass(error: &FetchError) -> bool {
    matches!(error.cause(), Cause::Timeout | Cause::ConnectionFailed | Cause::Dns | Cause::ConnectionRefused)
}

#[cfg(test)]
mod tests;
