//! Finds the pages from which the sample is drawn: robots.txt, the home page, sitemaps.

use super::{Auditor, BREADTH, Browse, Failure, Order, paced::Paced};
use crate::{
    cause::{Cause, challenge, parked},
    discovery::{Candidate, Robots, SiteScope, address, robots, sample, sitemap},
    fetch::{FetchError, Fetched, Get},
    frontier::Lane,
};
use std::time::Duration;
use url::Url;

const MOST_HOME_BYTES: usize = 4 << 20;

#[derive(Debug)]
pub struct Discovered {
    pub site: SiteScope,
    pub lane: Lane,
    pub robots: Robots,
    pub candidates: Vec<Candidate>,
    /// The delay between two visits that the site asks for.
    pub spacing: Option<Duration>,
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Discovers the site at the given address, or at the first variant that responds.
    pub(super) async fn discover(&self, order: &Order) -> Result<Discovered, Failure> {
        let mut first_failure = None;
        for url in address::variants(&order.url) {
            match self.discover_at(order, &url).await {
                Err(failure) if address::nothing_there(failure.cause) => {
                    first_failure.get_or_insert(failure);
                }
                outcome => return outcome,
            }
        }
        Err(first_failure.expect("the address itself is the first variant"))
    }

    async fn discover_at(&self, order: &Order, url: &Url) -> Result<Discovered, Failure> {
        if let Err(error) = self.guard.check_url(url) {
            return Err(Failure::new(error.cause(), error.to_string()));
        }
        let lane = self.entered(order, url).await;
        let robots = self.robots(&lane, url).await?;
        let spacing = self.spacing(&robots)?;
        if let Some(cause) = robots.refusal(url) {
            return Err(Failure { cause: for_site(cause), detail: None });
        }
        let paced = self.paced(&lane, spacing);
        let home = self.home(&paced, url).await?;
        let site = SiteScope::new(home.url.clone(), BREADTH);
        let lane = self.entered(order, &home.url).await;
        let (robots, spacing) = if url.origin() == home.url.origin() {
            (robots, spacing)
        } else {
            let robots = self.robots(&lane, &home.url).await?;
            let spacing = self.spacing(&robots)?;
            (robots, spacing)
        };
        if let Some(cause) = robots.refusal(&home.url) {
            return Err(Failure { cause: for_site(cause), detail: None });
        }
        let candidates = self.listed(&site, &lane, &robots, spacing).await;
        Ok(Discovered { site, lane, robots, candidates, spacing })
    }

    /// Waits until the audit may visit the server of an address, and gives its lane.
    async fn entered(&self, order: &Order, url: &Url) -> Lane {
        let lane = self.lane(url).await;
        if let (Some(crossing), Some(server)) = (&order.crossing, lane.ip) {
            crossing.cross(server).await;
        }
        lane
    }

    pub(super) async fn robots(&self, lane: &Lane, url: &Url) -> Result<Robots, Failure> {
        let paced = self.paced(lane, None);
        let fetched = paced.get(&robots::robots_url(url), robots::MOST_BYTES).await;
        match &fetched {
            // If the site cannot be reached at all, its true cause is reported.
            Err(error) if !matches!(error, FetchError::TooManyRedirects { .. }) => {
                Err(Failure::new(error.cause(), error.to_string()))
            }
            _ => Ok(Robots::read(&fetched, &self.settings.robots_token)),
        }
    }

    pub(super) fn spacing(&self, robots: &Robots) -> Result<Option<Duration>, Failure> {
        match robots.crawl_delay() {
            Some(delay) if delay > self.settings.longest_crawl_delay => {
                Err(Failure::new(Cause::RobotsDelay, format!("Crawl-delay: {}", delay.as_secs())))
            }
            delay => Ok(delay),
        }
    }

    async fn home(&self, paced: &Paced<'_, G>, url: &Url) -> Result<Fetched, Failure> {
        let fetched = paced
            .get(url, MOST_HOME_BYTES)
            .await
            .map_err(|error| Failure::new(error.cause(), error.to_string()))?;
        let text = fetched.text();
        if let Some(challenge) = challenge::detect(fetched.status, &fetched.headers, &text) {
            return Err(Failure::new(Cause::FirewallChallenge, challenge.firewall));
        }
        if let Some(cause) = Cause::of_status(fetched.status) {
            return Err(Failure::new(cause, format!("HTTP {}", fetched.status.as_u16())));
        }
        if address::has_moved(url, &fetched.url) {
            return Err(Failure::new(Cause::SiteMoved, fetched.url.as_str()));
        }
        if !fetched.is_html() {
            return Err(Failure::new(Cause::NotHtml, fetched.content_type().unwrap_or_default()));
        }
        if let Some(cause) = parked::detect(&text) {
            return Err(Failure { cause, detail: None });
        }
        drop(text);
        Ok(fetched)
    }

    /// Pages of the site's sitemaps.
    async fn listed(
        &self,
        site: &SiteScope,
        lane: &Lane,
        robots: &Robots,
        spacing: Option<Duration>,
    ) -> Vec<Candidate> {
        let mut roots = robots.sitemaps().to_vec();
        if roots.is_empty() {
            roots.extend(site.home().join("/sitemap.xml"));
        }
        roots.retain(|root| site.covers(root));
        let paced = self.paced(lane, spacing);
        let collected = sitemap::collect(&paced, &roots, sitemap::SitemapLimits::default()).await;
        for problem in &collected.problems {
            tracing::debug!(problem, "sitemap");
        }
        let pages = collected
            .pages
            .into_iter()
            .filter(|url| site.covers(url) && crate::discovery::links::is_page(url));
        pages
            .map(|url| Candidate {
                url: crate::discovery::site::normalise(url),
                text: String::new(),
                found: sample::Origin::Sitemap,
                depth: 1,
                traits: sample::Traits::default(),
            })
            .collect()
    }
}

/// The cause for the site: if robots.txt forbids the home page, the whole site counts as forbidden.
fn for_site(cause: Cause) -> Cause {
    match cause {
        Cause::RobotsPage => Cause::RobotsSite,
        other => other,
    }
}

#[cfg(test)]
mod tests;
