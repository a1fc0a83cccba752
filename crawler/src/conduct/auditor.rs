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
    /// The browsers' way out: it knows why a connection failed when the browser only says that it did.
    pub proxy: Option<Arc<Proxy>>,
    pub turnstile: Turnstile,
    pub settings: Settings,
    pub clock: fn() -> DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Settings {
    /// The word robots.txt rules are looked up by.
    pub robots_token: String,
    /// The referentials that sites are judged by.
    pub referentials: Referentials,
    /// Version of the program, for the document.
    pub program: String,
    pub viewport_width: u32,
    pub viewport_height: u32,
    /// How many pages of an audit are pictured.
    pub pictures: usize,
    /// Through how many pages of an audit the Tab key leads, where pages are used.
    pub walks: usize,
    /// How many of the documents that a site offers are opened; none looks at none.
    pub documents: usize,
    /// A robots.txt that asks for more than this between two visits is not followed: the site is left alone.
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
    /// Asked before each server that the audit goes to; nobody where no other program works.
    pub crossing: Option<Arc<dyn Crossing>>,
    /// Told of steps that may end the program.
    pub witness: Option<Arc<dyn Witness>>,
}

/// Waits until an audit may go on at a server, for audits of other programs may be there.
pub trait Crossing: std::fmt::Debug + Send + Sync {
    fn cross(&self, to: IpAddr) -> BoxFuture<'_, ()>;
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// The browser only sees that it could not get there. Its way out may know why; if not, another try without a
    /// browser does.
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

    /// Chromium stays where it is for a download, and for «no content» alike.
    async fn told_by_status(&self, url: &Url) -> Option<Failure> {
        let answer = self.asked(url).await.ok()?;
        let cause = Cause::of_status(answer.status)?;
        Some(Failure::new(cause, format!("HTTP {}", answer.status.as_u16())))
    }

    /// The beginning of the document at the address, asked for when its host may be visited.
    async fn asked(&self, url: &Url) -> Result<Fetched, FetchError> {
        let lane = self.lane(url).await;
        Paced { auditor: self, lane: &lane, spacing: None }.get(url, 1024).await
    }

    pub async fn lane(&self, url: &Url) -> Lane {
        let host = url.host_str().unwrap_or_default();
        Lane::new(host, self.machine(host).await)
    }

    /// The server behind a name: of several addresses the lowest, so that all programs mean the same one.
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

/// Sites are told apart by host only, unless the registry names several on one.
pub const BREADTH: Breadth = Breadth::Host;
