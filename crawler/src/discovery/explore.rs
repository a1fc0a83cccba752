//! One visit that finds a site's pages: robots.txt, the home page, sitemaps and links.

use super::{
    Candidate, Robots, Site,
    links::{self, is_page},
    robots::{self, robots_url},
    sample::{Found, Traits},
    site::{Breadth, bare_host, domain, normalise},
    sitemap::{self, SitemapLimits},
};
use crate::{
    cause::{Cause, challenge, parked},
    fetch::{Fetched, Get},
};
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExploreOptions {
    /// Our name in robots.txt files.
    pub token: String,
    pub breadth: Breadth,
    pub sitemaps: SitemapLimits,
    /// Of the home page, bytes.
    pub home: usize,
}

impl ExploreOptions {
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            token: token.into(),
            breadth: Breadth::default(),
            sitemaps: SitemapLimits::default(),
            home: 5 << 20,
        }
    }
}

/// A site that answers, and its pages.
#[derive(Debug)]
pub struct Explored {
    /// Its home is where the redirects end.
    pub site: Site,
    pub robots: Robots,
    /// Pages we may visit; the home page is not among them.
    pub candidates: Vec<Candidate>,
    /// What could not be read, for the record.
    pub problems: Vec<String>,
}

/// Why a site is not evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{url}: {cause} ({detail})")]
pub struct NotEvaluated {
    pub url: Url,
    pub cause: Cause,
    /// For those who must mend it, such as the firewall's name or where a site has moved.
    pub detail: String,
}

/// Finds the site behind an address of a registry. `get` keeps the pace.
///
/// # Errors
/// When no page of the site can be evaluated, with the cause.
pub async fn explore<G: Get>(
    get: &G,
    given: &Url,
    options: &ExploreOptions,
) -> Result<Explored, NotEvaluated> {
    let mut first_failure = None;
    for url in variants(given) {
        match explore_at(get, &url, options).await {
            Err(failure) if unreachable(failure.cause) => {
                first_failure.get_or_insert(failure);
            }
            outcome => return outcome,
        }
    }
    Err(first_failure.expect("the address itself is the first variant"))
}

/// Registries often have the wrong one of the four: with or without `www`, `https` or `http`.
fn variants(given: &Url) -> Vec<Url> {
    let mut variants = vec![given.clone()];
    let host = given.host_str().unwrap_or_default();
    let other_host = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
    // Only names directly under a public suffix have such a twin.
    let twin = domain(given) == bare_host(given) && given.domain().is_some();
    let other_scheme = if given.scheme() == "https" { "http" } else { "https" };
    for (twin_host, scheme) in [(twin, given.scheme()), (false, other_scheme), (twin, other_scheme)] {
        let mut variant = given.clone();
        let written = !twin_host || variant.set_host(Some(&other_host)).is_ok();
        // A port of its own goes with its scheme.
        let fits = scheme == given.scheme() || (given.port().is_none() && variant.set_scheme(scheme).is_ok());
        if written && fits && !variants.contains(&variant) {
            variants.push(variant);
        }
    }
    variants
}

fn unreachable(cause: Cause) -> bool {
    matches!(cause, Cause::Dns | Cause::ConnectionRefused | Cause::ConnectionFailed | Cause::Tls)
}

async fn explore_at<G: Get>(get: &G, url: &Url, options: &ExploreOptions) -> Result<Explored, NotEvaluated> {
    let robots = may_visit(get, url, options).await?;
    let home = get.get(url, options.home).await.map_err(|error| refuse(url, error.cause(), error))?;
    let robots = if home.url.host_str() == url.host_str() && home.url.port() == url.port() {
        robots
    } else {
        may_visit(get, &home.url, options).await?
    };
    is_the_site(url, &home)?;
    let site = Site::new(normalise(home.url.clone()), options.breadth);
    let (listed, problems) = from_sitemaps(get, &site, &robots, options.sitemaps).await;
    let linked = links::from_html(&site, &home.url, &home.text());
    let linked = linked.into_iter().map(|link| candidate(link.url, link.text, Found::Link));
    let candidates = linked.chain(listed).filter(|candidate| robots.allows(&candidate.url)).collect();
    Ok(Explored { site, robots, candidates, problems })
}

/// Reads robots.txt; a network failure there is the site's failure.
async fn may_visit<G: Get>(get: &G, url: &Url, options: &ExploreOptions) -> Result<Robots, NotEvaluated> {
    let fetched = get.get(&robots_url(url), robots::MOST_BYTES).await;
    let robots = Robots::read(&fetched, &options.token);
    match (robots.refusal(url), fetched) {
        (None, _) => Ok(robots),
        (Some(_), Err(error)) => Err(refuse(url, error.cause(), error)),
        (Some(cause), Ok(answer)) => {
            let challenge = challenge::detect(answer.status, &answer.headers, &answer.text());
            match challenge {
                Some(challenge) => Err(refuse(url, Cause::FirewallChallenge, challenge.firewall)),
                None => Err(refuse(url, cause, answer.status)),
            }
        }
    }
}

/// Is what came really the home page of the site that was asked for?
fn is_the_site(asked: &Url, home: &Fetched) -> Result<(), NotEvaluated> {
    let html = home.text();
    if let Some(challenge) = challenge::detect(home.status, &home.headers, &html) {
        return Err(refuse(asked, Cause::FirewallChallenge, challenge.firewall));
    }
    if has_moved(asked, &home.url) {
        return Err(refuse(asked, Cause::SiteMoved, &home.url));
    }
    if let Some(cause) = Cause::of_status(home.status) {
        return Err(refuse(asked, cause, home.status));
    }
    if !home.is_html() {
        return Err(refuse(asked, Cause::NotHtml, home.content_type().unwrap_or_default()));
    }
    if html.trim().is_empty() {
        return Err(refuse(asked, Cause::EmptyPage, &home.url));
    }
    parked::detect(&html).map_or(Ok(()), |cause| Err(refuse(asked, cause, &home.url)))
}

/// A commune's address that leads to its intercommunality is not the commune's site any more; `ville.fr` that
/// leads to `portail.ville.fr` is.
fn has_moved(asked: &Url, end: &Url) -> bool {
    let same_host = bare_host(asked) == bare_host(end);
    let own_domain = domain(asked) == domain(end) && bare_host(asked) == domain(asked);
    !same_host && !own_domain
}

async fn from_sitemaps<G: Get>(
    get: &G,
    site: &Site,
    robots: &Robots,
    limits: SitemapLimits,
) -> (Vec<Candidate>, Vec<String>) {
    let named = robots.sitemaps().iter().filter(|url| site.covers(url));
    let mut roots: Vec<_> = named.cloned().collect();
    if roots.is_empty() {
        roots.extend(site.home().join("/sitemap.xml").ok());
    }
    roots.retain(|url| robots.allows(url));
    let collected = sitemap::collect(get, &roots, limits).await;
    let pages = collected.pages.into_iter().map(normalise);
    let pages = pages.filter(|url| site.covers(url) && is_page(url));
    (pages.map(|url| candidate(url, String::new(), Found::Sitemap)).collect(), collected.problems)
}

/// How far from the home page a page of a sitemap stands is not known: farther than any link of the home page.
fn candidate(url: Url, text: String, found: Found) -> Candidate {
    let depth = if found == Found::Sitemap { u8::MAX } else { 1 };
    Candidate { url, text, found, depth, traits: Traits::default() }
}

fn refuse(url: &Url, cause: Cause, detail: impl ToString) -> NotEvaluated {
    NotEvaluated { url: url.clone(), cause, detail: detail.to_string() }
}

#[cfg(test)]
mod tests;
