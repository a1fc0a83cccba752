//! One audit from a site's address to its document: discover, draw the sample, capture, judge.

mod again;
mod browse;
mod consent_wall;
mod declared;
mod discover;
mod documents;
mod duplicate;
mod examine;
mod failure;
mod judged;
mod look;
mod page;
mod visit;
mod witness;

pub use browse::Browse;
use examine::Examination;
pub use failure::Failure;
pub use judged::JudgedCapture;
pub use page::PageReport;
pub use visit::{Visited, cause_of};
pub use witness::Witness;

use crate::{
    cause::Cause,
    discovery::{Breadth, Chosen},
    egress::{Guard, Proxy},
    fetch::{FetchError, Fetched, Get},
    frontier::Lane,
    turnstile::Turnstile,
};
use chrono::{DateTime, Utc};
use futures_util::{FutureExt, future::BoxFuture};
use rules::{
    audit::{self, Audit, AuditedPage, PageKind, Sample, Setting},
    judge::{Circumstances, JudgedPage, assemble},
    referential::Referentials,
};
use std::{net::IpAddr, panic::AssertUnwindSafe, sync::Arc, time::Duration};
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

/// An audit and the pages it was judged on, compressed, by their number in the document.
pub struct Conducted {
    pub audit: Audit,
    pub pages: Vec<KeptBytes>,
    pub pictures: Vec<KeptPicture>,
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

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Audits one site. It always ends in a document: «not evaluated» is one too.
    pub async fn audit(&self, order: &Order) -> Conducted {
        let started_at = (self.clock)();
        let found = self.discover(order).await;
        let examination = match found {
            Err(failure) => Examination::nothing(failure),
            Ok(found) => self.examine(order, found).await,
        };
        self.document(order, started_at, examination)
    }

    /// The same, where a defect of ours costs the audit and not the run.
    pub async fn audit_watched(&self, order: &Order) -> Conducted {
        let started_at = (self.clock)();
        match AssertUnwindSafe(self.audit(order)).catch_unwind().await {
            Ok(conducted) => conducted,
            Err(_) => self.nothing(order, started_at, Failure::new(Cause::Internal, "the audit panicked")),
        }
    }

    /// An audit that brought the program down again and again.
    pub fn given_up(&self, order: &Order) -> Conducted {
        let failure = Failure::new(Cause::Internal, "the audit was begun several times and never ended");
        self.nothing(order, (self.clock)(), failure)
    }

    fn nothing(&self, order: &Order, started_at: DateTime<Utc>, failure: Failure) -> Conducted {
        self.document(order, started_at, Examination::nothing(failure))
    }

    /// The browser only sees that it could not get there. Its way out may know why; if not, another try without a
    /// browser does.
    async fn explained(&self, url: &Url, failure: Failure) -> Failure {
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

    /// The beginning of what is at the address, when its host may be visited.
    async fn asked(&self, url: &Url) -> Result<Fetched, FetchError> {
        let mut permit = self.turnstile.enter(&self.lane(url).await, None).await;
        let fetched = self.get.get(url, 1024).await;
        permit.reaches_host();
        fetched
    }

    async fn lane(&self, url: &Url) -> Lane {
        let host = url.host_str().unwrap_or_default();
        Lane::new(host, self.machine(host).await)
    }

    /// The server behind a name: of several addresses the lowest, so that all programs mean the same one.
    pub async fn machine(&self, host: &str) -> Option<IpAddr> {
        self.guard.resolve(host).await.ok()?.into_iter().min()
    }

    fn document(&self, order: &Order, started_at: DateTime<Utc>, examination: Examination) -> Conducted {
        let Examination { visits, outcome, known, beside, documents } = examination;
        let mut sources = declared::sources(&visits);
        let browser = visits.iter().find_map(|visited| visited.browser.clone()).unwrap_or_default();
        let mut pages = Vec::new();
        let mut pictures = Vec::new();
        let mut judged = Vec::new();
        for (number, visited) in (0..).zip(visits) {
            if let (Some(bytes), Some(hash)) = (visited.bytes, visited.page.snapshot.clone()) {
                pages.push(KeptBytes { number, url: visited.page.url.clone(), hash, bytes });
            }
            pictures.extend(visited.picture);
            judged.push(JudgedPage { page: visited.page, verdict: visited.verdict });
        }
        let about = Circumstances {
            site: audit::AuditedSite {
                host: order.host_key.clone(),
                url: order.url.to_string(),
                name: order.name.clone(),
            },
            started_at,
            ended_at: (self.clock)(),
            setting: self.setting(browser),
            outcome,
            sample: Sample { seed: order.seed, asked: order.pages as u32, known },
            documents,
        };
        let read_beside = declared::keep(beside, judged.len() as u32, &mut pages, &mut sources);
        let mut audit = assemble(about, &self.settings.referentials, judged);
        audit.statement = rules::conclusion::conclude(&audit, &sources, read_beside);
        Conducted { audit, pages, pictures }
    }

    fn setting(&self, browser: String) -> Setting {
        let referential = self.settings.referentials.main;
        Setting {
            referential: referential.name().to_owned(),
            referential_version: referential.version().to_owned(),
            rule_set: rules::catalogue::digest().to_owned(),
            program: self.settings.program.clone(),
            browser,
            viewport_width: self.settings.viewport_width,
            viewport_height: self.settings.viewport_height,
            consent: "as-delivered".to_owned(),
            rules: rules::catalogue::digests().clone(),
            capture: crate::CAPTURE_DIGEST.to_owned(),
        }
    }
}

/// The page's row before anything is known of it.
fn unknown(chosen: &Chosen) -> AuditedPage {
    AuditedPage::new(chosen.url.as_str(), PageKind::new(chosen.reason.code()))
}

/// Sites are told apart by host only, unless the registry names several on one.
pub const BREADTH: Breadth = Breadth::Host;
