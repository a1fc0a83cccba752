//! Requests at the pace of their host: for robots.txt, home pages, sitemaps, documents.

use crate::{
    fetch::{FetchError, Fetched, Follows, Get},
    frontier::Lane,
    turnstile::Turnstile,
};
use std::time::Duration;
use url::Url;

/// Sends requests when their lane allows it, and leaves a host alone that says it is busy.
pub(super) struct Paced<'a, G> {
    pub get: &'a G,
    pub turnstile: &'a Turnstile,
    pub lane: &'a Lane,
    pub spacing: Option<Duration>,
}

/// Pause for a host that asks for fewer requests without saying when to come back.
const USUAL_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

impl<G: Get> Get for Paced<'_, G> {
    async fn get_within(&self, url: &Url, most: usize, may: &Follows<'_>) -> Result<Fetched, FetchError> {
        let mut permit = self.turnstile.enter(self.lane, self.spacing).await;
        let fetched = self.get.get_within(url, most, may).await;
        permit.reaches_host();
        drop(permit);
        if let Ok(answer) = &fetched
            && matches!(answer.status.as_u16(), 429 | 503)
        {
            let pause = answer.retry_after().unwrap_or(USUAL_PAUSE).min(LONGEST_PAUSE);
            self.turnstile.push_back(self.lane, pause);
        }
        fetched
    }
}
