//! Audits one page: exactly the given address, without crawling or sampling.

use super::{
    Auditor, Browse, Failure, cause_of,
    judged::{JudgedCapture, judged},
};
use crate::{browser::Attention, cause::Cause, fetch::Get};
use rules::catalogue;
use tokio::task::spawn_blocking;
use url::Url;

/// The result for one address.
pub struct PageReport {
    /// The address as given.
    pub url: String,
    pub verdict: Result<JudgedCapture, Failure>,
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Audits one page by all rules, including those that no referential asks for. If a browser crashes, it is
    /// replaced, and the page is tried once more.
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
            let captured = self.browse.capture(&url, Attention::WALKED, || permit.reaches_host()).await;
            drop(permit);
            let error = match captured {
                Ok(captured) => {
                    let judged = spawn_blocking(move || judged(captured, None, &catalogue::ALL));
                    let judged = judged
                        .await
                        .unwrap_or_else(|panic| Err(Failure::new(Cause::Internal, panic.to_string())));
                    let verdict = match judged {
                        Ok(judged) => Ok(judged),
                        Err(failure) => Err(self.explained(&url, failure).await),
                    };
                    return PageReport { url: address.to_owned(), verdict };
                }
                Err(error) => error,
            };
            last = self.explained(&url, Failure::new(cause_of(&error), error.to_string())).await;
            if !error.is_bad_luck() {
                break;
            }
        }
        failed(address, last)
    }
}

fn failed(address: &str, failure: Failure) -> PageReport {
    PageReport { url: address.to_owned(), verdict: Err(failure) }
}
