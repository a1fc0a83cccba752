//! Visits one page of the sample: waits for its turn, captures it, checks it, and has it judged.

use super::{
    Auditor, Browse, Failure, KeptPicture, cause_of,
    duplicate::Identity,
    judged::{JudgedCapture, judged},
    witness::{Witness, watched},
};
use crate::{
    browser::{Attention, Captured, Looks, PageError, PictureFile},
    cause::Cause,
    discovery::{Chosen, Link, SiteScope, links},
    fetch::Get,
    frontier::Lane,
};
use rules::{
    Page, Rule,
    audit::{AuditedPage, PageKind, PageOutcome, Picture, hash_of},
    catalogue,
    judge::PageVerdict,
    statement::PageReading,
};
use std::{sync::Arc, time::Duration};
use tokio::task::{JoinError, JoinHandle};
use tracing::Instrument;
use url::Url;

/// Pause before a page is tried once more, because its host may be busy.
const PAUSE: Duration = Duration::from_secs(30);

/// A page that was visited. Its judgement may still be under way: the browser does not wait for it.
pub struct Visited {
    pub page: AuditedPage,
    /// Reason for which it was not audited. Its code is in the page's outcome.
    pub failure: Option<Failure>,
    pub verdict: Option<PageVerdict>,
    pub bytes: Option<Vec<u8>>,
    pub links: Vec<Link>,
    /// The page's own words about the site's accessibility, as they were read.
    pub reading: Option<PageReading>,
    pub browser: Option<String>,
    /// The picture of the page.
    pub picture: Option<KeptPicture>,
    pub identity: Option<Identity>,
    judging: Option<JoinHandle<Result<Result<Examined, Failure>, JoinError>>>,
}

/// The site that is audited, and how its pages are visited.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub site: &'a SiteScope,
    pub lane: &'a Lane,
    pub spacing: Option<Duration>,
    pub witness: Option<&'a Arc<dyn Witness>>,
    /// Looks of the pages that were pictured so far.
    pub looks: &'a Looks,
}

struct Examined {
    verdict: PageVerdict,
    reading: PageReading,
    bytes: Vec<u8>,
    links: Vec<Link>,
    url: String,
    title: Option<String>,
    browser: String,
    picture: Option<PictureFile>,
    identity: Option<Identity>,
}

/// Captures one page when its host may be visited, and once more after a passing failure. Meanwhile log lines name the
/// page.
pub async fn visit<G: Get, B: Browse>(
    auditor: &Auditor<G, B>,
    at: At<'_>,
    chosen: Chosen,
    attention: Attention<'_>,
) -> Visited {
    // With a lower level, a restrictive log filter would drop the span, and with it the page's address in all lines.
    let span = tracing::error_span!("page", url = %chosen.url);
    visit_one(auditor, at, chosen, attention).instrument(span).await
}

async fn visit_one<G: Get, B: Browse>(
    auditor: &Auditor<G, B>,
    at: At<'_>,
    chosen: Chosen,
    attention: Attention<'_>,
) -> Visited {
    let At { site, lane, spacing, witness, .. } = at;
    let mut visited = Visited {
        page: unknown(&chosen),
        failure: None,
        verdict: None,
        bytes: None,
        links: Vec::new(),
        reading: None,
        browser: None,
        picture: None,
        identity: None,
        judging: None,
    };
    let mut captured = capture(auditor, lane, spacing, &chosen.url, attention).await;
    if is_bad_luck(&captured) {
        tracing::info!(error = captured.as_ref().err().map(tracing::field::display), "tried once more");
        auditor.turnstile.push_back(lane, PAUSE);
        captured = capture(auditor, lane, spacing, &chosen.url, attention).await;
    }
    visited.page.captured_at = Some((auditor.clock)());
    match captured {
        Err(error) => {
            let failure = Failure::new(cause_of(&error), error.to_string());
            tracing::info!(cause = failure.cause.code(), %error, "not captured");
            visited.fail(auditor.explained(&chosen.url, failure).await);
        }
        Ok(captured) => {
            tracing::debug!("captured");
            let site = site.clone();
            let rules = catalogue::serving(&auditor.settings.referentials);
            let judging = watched(witness.cloned(), move || examined(captured, &site, &rules));
            visited.judging = Some(tokio::spawn(judging.in_current_span()));
        }
    }
    visited
}

pub(super) async fn capture<G: Get, B: Browse>(
    auditor: &Auditor<G, B>,
    lane: &Lane,
    spacing: Option<Duration>,
    url: &Url,
    attention: Attention<'_>,
) -> Result<Captured, PageError> {
    let mut permit = auditor.turnstile.enter(lane, spacing).await;
    auditor.browse.capture(url, attention, || permit.reaches_host()).await
}

/// The entry of a page about which nothing is known yet.
fn unknown(chosen: &Chosen) -> AuditedPage {
    AuditedPage::new(chosen.url.as_str(), PageKind::new(chosen.reason.code()))
}

/// Whether another attempt may succeed: the browser crashed, or the host was busy.
fn is_bad_luck(captured: &Result<Captured, PageError>) -> bool {
    match captured {
        Ok(captured) => matches!(captured.status(), 429 | 502 | 503 | 504),
        Err(error) => error.is_bad_luck(),
    }
}

fn examined(mut captured: Captured, site: &SiteScope, rules: &[&'static Rule]) -> Result<Examined, Failure> {
    let picture = captured.take_picture();
    let JudgedCapture { verdict, reading, bytes, page } = judged(captured, Some(site), rules)?;
    Ok(Examined {
        links: links_of(&page, site),
        identity: Identity::from_page(&page),
        url: page.url().to_owned(),
        title: page.title(),
        browser: page.snapshot().browser.clone(),
        verdict,
        reading,
        bytes,
        picture,
    })
}

fn links_of(page: &Page, site: &SiteScope) -> Vec<Link> {
    let Some(base) = page.base() else { return Vec::new() };
    let pairs: Vec<(String, String)> = page
        .all(&["a", "area", "frame"])
        .into_iter()
        .filter_map(|link| {
            let href = link.attribute("href").or_else(|| link.attribute("src"))?;
            let name = link.accessible_name();
            let text = if name.is_empty() { link.rendered_text() } else { name.to_owned() };
            Some((href.to_owned(), text))
        })
        .collect();
    links::from_pairs(site, &base, pairs.iter().map(|(href, text)| (href.as_str(), text.as_str())))
}

impl Visited {
    fn fail(&mut self, failure: Failure) {
        self.page.outcome = failure.clone().into();
        self.failure = Some(failure);
    }

    /// Waits for the judgement.
    pub async fn wait(&mut self) {
        let Some(judging) = self.judging.take() else { return };
        let judged = match judging.await {
            Ok(Ok(judged)) => judged,
            Err(panic) | Ok(Err(panic)) => Err(Failure::new(Cause::Internal, panic.to_string())),
        };
        match judged {
            Err(failure) => self.fail(failure),
            Ok(judged) => {
                self.failure = None;
                self.page.outcome = PageOutcome::Audited;
                self.page.final_url = (judged.url != self.page.url).then_some(judged.url);
                self.page.title = judged.title;
                self.page.snapshot = Some(hash_of(&judged.bytes));
                self.verdict = Some(judged.verdict);
                self.bytes = Some(judged.bytes);
                self.links = judged.links;
                self.identity = judged.identity;
                self.reading = Some(judged.reading);
                self.browser = Some(judged.browser);
                if let Some(PictureFile { bytes, width, height }) = judged.picture {
                    let hash = hash_of(&bytes);
                    self.page.picture = Some(Picture { hash: hash.clone(), width, height });
                    self.picture = Some(KeptPicture { hash, bytes });
                }
            }
        }
    }

    /// Whether both are the same page under two addresses.
    pub fn is_same(&self, other: &Self) -> bool {
        let identities = self.identity.as_ref().zip(other.identity.as_ref());
        identities.is_some_and(|(one, other)| one.is_same(other))
    }

    /// Whether the page keeps its place in the sample. A download, a dead link or a redirect to another site is no page
    /// of this site, so another page is drawn. A page that failed for any other reason belongs to the site, and keeps
    /// its place.
    pub fn holds_seat(&self) -> bool {
        let Some(failure) = &self.failure else { return true };
        let is_no_page = matches!(
            failure.cause,
            Cause::NotHtml
                | Cause::Download
                | Cause::NotFound
                | Cause::SoftNotFound
                | Cause::ClientError
                | Cause::RedirectOffSite
                | Cause::EmptyPage
        );
        !is_no_page
    }

    pub async fn ended(mut self) -> Self {
        self.wait().await;
        self
    }
}
