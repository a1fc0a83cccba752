//! Checks the addresses of a registry with one visit of each home page. Uncertain results are not reported.

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
/// Time before a second check of what may be a passing failure.
const AGAIN_AFTER: Duration = Duration::from_secs(20);
const USUAL_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// A defect to correct in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// The member has no address.
    NoSite,
    /// The text is no address.
    Malformed,
    /// Nothing is at the address.
    Dead,
    /// The address leads to another site.
    Moved,
    /// There is no secure connection: the certificate is expired, of another name …
    Certificate,
    /// The address begins with http although the site has https.
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

    /// The stable code, in kebab-case.
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
    /// Time between a passing failure and the second check.
    pub again_after: Duration,
}

impl<G: Get> Checker<G> {
    pub fn new(get: G, guard: Arc<Guard>, turnstile: Turnstile, robots_token: String) -> Self {
        Self { get, guard, turnstile, robots_token, again_after: AGAIN_AFTER }
    }

    /// Finds a defect of an address. `None` if there is none, or if nothing is certain because the site forbids the
    /// visit or has passing troubles.
    pub async fn look(&self, url: &Url) -> Option<FoundDefect> {
        if let Some(found) = self.look_once(url, false).await? {
            return Some(found);
        }
        tokio::time::sleep(self.again_after).await;
        self.look_once(url, true).await?
    }

    /// One check. `None`: there is nothing to report. `Some(None)`: the failure may pass, so check again.
    async fn look_once(&self, url: &Url, last: bool) -> Option<Option<FoundDefect>> {
        let answer = self.home(url).await?;
        let found = match answer {
            Ok(answer) => self.answered(url, &answer).await?,
            Err(error) if !last && may_pass(&error) => return Some(None),
            Err(error) => self.unanswered(url, &error).await?,
        };
        Some(Some(found))
    }

    /// The home page, if robots.txt allows it; `None` if it does not.
    async fn home(&self, url: &Url) -> Option<Result<Fetched, FetchError>> {
        let rules = self.politely(&robots::robots_url(url), robots::MOST_BYTES).await;
        match &rules {
            // If the site cannot be reached at all, its true cause is reported.
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
        // A written port belongs to its scheme, so nothing is known of https there.
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

/// Whether the failure may pass: a name server or a machine that does not answer now may soon do.
fn may_pass(error: &FetchError) -> bool {
    matches!(error.cause(), Cause::Timeout | Cause::ConnectionFailed | Cause::Dns | Cause::ConnectionRefused)
}

#[cfg(test)]
mod tests;
