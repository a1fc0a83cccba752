//! One page by itself: exactly the address given, no crawl, no sample.

use super::{Auditor, Browse, Failure, look, visit::cause_of};
use crate::{browser::PageError, cause::Cause, fetch::Get};
use rules::{
    Page,
    judge::{PageVerdict, judge},
};
use tokio::task::spawn_blocking;
use url::Url;

/// What became of one address.
pub struct PageReport {
    /// As given.
    pub url: String,
    pub verdict: Result<JudgedCapture, Failure>,
}

pub struct JudgedCapture {
    pub verdict: PageVerdict,
    /// The kept page.
    pub bytes: Vec<u8>,
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Audits one page. A browser that falls is replaced, and the page gets a second chance.
    pub async fn page(&self, address: &str) -> PageReport {
        let url = match Url::parse(address) {
            Ok(url) => url,
            Err(error) => return failed(address, Failure::new(Cause::BadUrl, error.to_string())),
        };
        if let Err(error) = self.guard.check_url(&url) {
            return failed(address, Failure::new(error.cause(), error.to_string()));
        }
        let lane = self.lane(&url).await;
        let mut last = Failure::new(Cause::BrowserCrash, "");
        for _ in 0..2 {
            let mut permit = self.turnstile.enter(&lane, None).await;
            let captured = self.browse.capture(&url, || permit.begins()).await;
            drop(permit);
            let error = match captured {
                Ok(captured) => {
                    let judged = spawn_blocking(move || judged(captured));
                    let judged = judged
                        .await
                        .unwrap_or_else(|panic| Err(Failure::new(Cause::Internal, panic.to_string())));
                    let verdict = judged.map_err(|failure| self.explained(&lane.host, failure));
                    return PageReport { url: address.to_owned(), verdict };
                }
                Err(error) => error,
            };
            last = self.explained(&lane.host, Failure::new(cause_of(&error), error.to_string()));
            if !matches!(error, PageError::Crash(_)) {
                break;
            }
        }
        failed(address, last)
    }
}

fn failed(address: &str, failure: Failure) -> PageReport {
    PageReport { url: address.to_owned(), verdict: Err(failure) }
}

fn judged(captured: crate::browser::Captured) -> Result<JudgedCapture, Failure> {
    let snapshot = captured.snapshot().map_err(|error| Failure::new(cause_of(&error), error.to_string()))?;
    let bytes = snapshot.encode();
    let page = Page::new(snapshot).map_err(|error| Failure::new(Cause::Internal, error.to_string()))?;
    match look::failure(&page, None) {
        Some(failure) => Err(failure),
        None => Ok(JudgedCapture { verdict: judge(&page), bytes }),
    }
}
