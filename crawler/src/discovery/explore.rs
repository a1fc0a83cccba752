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
    if domain(asked) != domain(&home.url) {
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
mod tests {
    use super::*;
    use crate::fetch::{
        FetchError,
        tests::{Shelf, answer},
    };
    use http::StatusCode;

    const HOME: &str = "<title>Mairie</title><a href=/contact>Contact</a><a href=/prive/x>Privé</a>";

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    fn failed(cause: Cause) -> Result<Fetched, FetchError> {
        Err(FetchError::Egress { cause, message: "as told".to_owned() })
    }

    async fn explored(shelf: &Shelf, given: &str) -> Result<Explored, NotEvaluated> {
        explore(shelf, &url(given), &ExploreOptions::new("ObservatoireTest")).await
    }

    async fn cause(shelf: &Shelf) -> Cause {
        explored(shelf, "https://www.a.example/").await.expect_err("not evaluated").cause
    }

    fn paths(explored: &Explored) -> Vec<(&str, Found)> {
        explored.candidates.iter().map(|candidate| (candidate.url.path(), candidate.found)).collect()
    }

    #[tokio::test]
    async fn pages_come_from_links_and_sitemaps_and_robots_keeps_some_from_us() {
        let mut shelf = Shelf::default();
        shelf.put("https://www.a.example/", "text/html", HOME);
        let robots = "User-agent: *\nDisallow: /prive\nSitemap: https://www.a.example/plan.xml";
        shelf.put("https://www.a.example/robots.txt", "text/plain", robots);
        let plan = "https://www.a.example/actualites\nhttps://b.example/x\nhttps://www.a.example/a.pdf";
        shelf.put("https://www.a.example/plan.xml", "text/plain", plan);
        let explored = explored(&shelf, "https://www.a.example/").await.expect("a site");
        assert_eq!(paths(&explored), [("/contact", Found::Link), ("/actualites", Found::Sitemap)]);
    }

    #[tokio::test]
    async fn the_usual_place_of_a_sitemap_is_tried() {
        let mut shelf = Shelf::default();
        shelf.put("https://www.a.example/", "text/html", "<p>Bonjour");
        shelf.put(
            "https://www.a.example/sitemap.xml",
            "text/xml",
            "<urlset><url><loc>https://a.example/x</loc></url></urlset>",
        );
        assert_eq!(
            paths(&explored(&shelf, "https://www.a.example/").await.expect("a site")),
            [("/x", Found::Sitemap)]
        );
    }

    #[tokio::test]
    async fn a_registry_may_have_the_wrong_variant() {
        let mut shelf = Shelf::default();
        for wrong in ["https://a.example/robots.txt", "https://www.a.example/robots.txt"] {
            shelf.set(wrong, failed(Cause::Tls));
        }
        shelf.put("http://a.example/", "text/html", HOME);
        let explored = explored(&shelf, "https://a.example/").await.expect("a site");
        assert_eq!(explored.site.home().as_str(), "http://a.example/");
    }

    #[test]
    fn only_names_that_have_twins_are_varied() {
        let varied = |given: &str| variants(&url(given)).iter().map(Url::to_string).collect::<Vec<_>>();
        assert_eq!(
            varied("http://www.a.example/"),
            ["http://www.a.example/", "http://a.example/", "https://www.a.example/", "https://a.example/"]
        );
        assert_eq!(varied("https://eau.a.example/"), ["https://eau.a.example/", "http://eau.a.example/"]);
        assert_eq!(varied("http://127.0.0.1:81/"), ["http://127.0.0.1:81/"]);
    }

    #[tokio::test]
    async fn a_site_that_is_nowhere_has_the_cause_of_the_address_given() {
        let mut shelf = Shelf::default();
        shelf.set("https://www.a.example/robots.txt", failed(Cause::Dns));
        for other in ["https://a.example/", "http://a.example/", "http://www.a.example/"] {
            shelf.set(&format!("{other}robots.txt"), failed(Cause::ConnectionRefused));
        }
        assert_eq!(cause(&shelf).await, Cause::Dns);
    }

    #[tokio::test]
    async fn what_is_not_the_site_is_never_taken_for_it() {
        let home = "https://www.a.example/";
        let redirected = |to: &str| {
            let mut answer = answer(to, StatusCode::OK, HOME);
            answer.hops = vec![url(home)];
            answer
        };
        for (expected, answer) in [
            (Cause::SiteMoved, redirected("https://autre.example/")),
            (Cause::FirewallChallenge, answer(home, StatusCode::OK, "<script>_cf_chl_opt</script>")),
            (Cause::Forbidden, answer(home, StatusCode::FORBIDDEN, "non")),
            (Cause::ServerError, answer(home, StatusCode::BAD_GATEWAY, "")),
            (Cause::EmptyPage, answer(home, StatusCode::OK, " \n")),
            (Cause::DefaultPage, answer(home, StatusCode::OK, "<title>Welcome to nginx!</title>")),
        ] {
            let mut shelf = Shelf::default();
            shelf.set(home, Ok(answer));
            assert_eq!(cause(&shelf).await, expected);
        }
        let mut shelf = Shelf::default();
        shelf.put(home, "application/pdf", "%PDF");
        assert_eq!(cause(&shelf).await, Cause::NotHtml);
    }

    #[tokio::test]
    async fn robots_of_where_the_redirects_end_count_too() {
        let mut shelf = Shelf::default();
        shelf.set("https://www.a.example/", Ok(answer("https://a.example/fr/", StatusCode::OK, HOME)));
        shelf.put("https://a.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        assert_eq!(cause(&shelf).await, Cause::RobotsSite);
    }

    #[tokio::test]
    async fn a_site_closed_to_robots_is_not_asked_for_its_home_page() {
        let mut shelf = Shelf::default();
        shelf.put("https://www.a.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
        shelf.set("https://www.a.example/", failed(Cause::Internal));
        assert_eq!(cause(&shelf).await, Cause::RobotsSite);
        let busy = answer("https://www.a.example/robots.txt", StatusCode::SERVICE_UNAVAILABLE, "");
        shelf.set("https://www.a.example/robots.txt", Ok(busy));
        assert_eq!(cause(&shelf).await, Cause::RobotsUnreachable);
    }
}
