//! The parts that all audits of a run share, and the means that every step of an audit uses.

use super::{Browse, Failure, Witness, paced::Paced};
use crate::{
    cause::Cause,
    discovery::Breadth,
    egress::{Guard, Proxy},
    fetch::{FetchError, Fetched, Get},
    frontier::Lane,
    turnstile::Turnstile,
};
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use rules::referential::Referentials;
use std::{net::IpAddr, sync::Arc, time::Duration};
use url::Url;

/// Everything that all audits of a run share.
pub struct Auditor<G, B> {
    pub get: G,
    pub browse: B,
    pub guard: Arc<Guard>,
    /// The browsers' proxy, which knows why a connection failed; browsers only report that it failed.
    pub proxy: Option<Arc<Proxy>>,
    pub turnstile: Turnstile,
    pub settings: Settings,
    pub clock: fn() -> DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Settings {
    /// The name under which rules in robots.txt are looked up.
    pub robots_token: String,
    /// The referentials that sites are judged by.
    pub referentials: Referentials,
    /// Version of the program, for the document.
    pub program: String,
    pub viewport_width: u32,
    pub viewport_height: u32,
    /// Number of pages of an audit whose pictures are kept. With 0, none is taken.
    pub pictures: usize,
    /// Number of pages of an audit through which the Tab key leads, where pages are used.
    pub walks: usize,
    /// Number of a site's documents that are opened. With 0, documents are not examined at all.
    pub documents: usize,
    /// Longest delay between two visits that a robots.txt may ask for. With a longer one, the site is not visited.
    pub longest_crawl_delay: Duration,
}

/// A site to audit.
#[derive(Debug, Clone)]
pub struct Order {
    pub url: Url,
    pub name: Option<String>,
    /// Host as in the permalink.
    pub host_key: String,
    pub seed: u64,
    pub pages: usize,
    /// Asked before the audit visits a server. `None` if no other program carries out audits.
    pub crossing: Option<Arc<dyn Crossing>>,
    /// Told about steps that may kill the program.
    pub witness: Option<Arc<dyn Witness>>,
}

/// Waits until an audit may visit a server, because audits of other programs may be at it.
pub trait Crossing: std::fmt::Debug + Send + Sync {
    fn cross(&self, to: IpAddr) -> BoxFuture<'_, ()>;
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// The failure with its true cause: the browser only reports that it could not connect. The proxy may know why; if
    /// not, the address is requested once without a browser.
    pub async fn explained(&self, url: &Url, failure: Failure) -> Failure {
        if failure.cause == Cause::Download {
            return self.told_by_status(url).await.unwrap_or(failure);
        }
        let unclear = [Cause::ServerError, Cause::Forbidden, Cause::ConnectionFailed, Cause::BrokenAnswer];
        if !unclear.contains(&failure.cause) {
            return failure;
        }
        let host = url.host_str().unwrap_or_default();
        if let Some(cause) = self.proxy.as_ref().and_then(|proxy| proxy.failure(host)) {
            return Failure { cause, detail: None };
        }
        if failure.cause != Cause::ConnectionFailed {
            return failure;
        }
        match self.asked(url).await {
            Err(error) => Failure::new(error.cause(), error.to_string()),
            Ok(_) => failure,
        }
    }

    /// The failure that the status gives: Chromium stays on the previous page both for a download and for «no content».
    async fn told_by_status(&self, url: &Url) -> Option<Failure> {
        let answer = self.asked(url).await.ok()?;
        let cause = Cause::of_status(answer.status)?;
        Some(Failure::new(cause, format!("HTTP {}", answer.status.as_u16())))
    }

    /// The beginning of the document at the address, requested when its host may be visited.
    async fn asked(&self, url: &Url) -> Result<Fetched, FetchError> {
        let lane = self.lane(url).await;
        self.paced(&lane, None).get(url, 1024).await
    }

    /// Requests in a lane. `spacing` is the pause between two visits that the host itself asks for.
    pub(super) fn paced<'a>(&'a self, lane: &'a Lane, spacing: Option<Duration>) -> Paced<'a, G> {
        Paced { get: &self.get, turnstile: &self.turnstile, lane, spacing }
    }

    pub async fn lane(&self, url: &Url) -> Lane {
        let host = url.host_str().unwrap_or_default();
        Lane::new(host, self.machine(host).await)
    }

    /// The IP address of a name: of several the lowest, so that all programs take the same one.
    pub async fn machine(&self, host: &str) -> Option<IpAddr> {
        self.guard.resolve(host).await.ok()?.into_iter().min()
    }
}

pub struct KeptBytes {
    pub number: u32,
    pub url: String,
    pub hash: String,
    pub bytes: Vec<u8>,
}

/// A WebP file that the document names by its hash.
pub struct KeptPicture {
    pub hash: String,
    pub bytes: Vec<u8>,
}

/// A site is one host, unless the registry names several sites on it.
pub const BREADTH: Breadth = Breadth::Host;
