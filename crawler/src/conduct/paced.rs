//! Requests at the pace of their host: for robots.txt, home pages, sitemaps, documents.

use super::{Auditor, Browse};
use crate::{
    fetch::{FetchError, Fetched, Follows, Get},
    frontier::Lane,
};
use std::time::Duration;
use url::Url;

/// Sends requests when their lane allows it, and leaves a host alone that says it is busy.
pub(super) struct Paced<'a, G, B> {
    pub auditor: &'a Auditor<G, B>,
    pub lane: &'a Lane,
    pub spacing: Option<Duration>,
}

/// Pause for a host that asks for fewer requests without saying when to come back.
const USUAL_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

impl<G: Get, B: Browse> Get for Paced<'_, G, B> {
    async fn get_within(&self, url: &Url, most: usize, may: &Follows<'_>) -> Result<Fetched, FetchError> {
        let turnstile = &self.auditor.turnstile;
        let mut permit = turnstile.enter(self.lane, self.spacing).await;
        let fetched = self.auditor.get.get_within(url, most, may).await;
        permit.reaches_host();
        drop(permit);
        if let Ok(answer) = &fetched
            && matches!(answer.status.as_u16(), 429 | 503)
        {
            let pause = answer.retry_after().unwrap_or(USUAL_PAUSE).min(LONGEST_PAUSE);
            turnstile.push_back(self.lane, pause);
        }
        fetched
    }
}
