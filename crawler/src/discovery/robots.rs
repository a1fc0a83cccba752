//! Permissions that a site's robots.txt gives us (RFC 9309).

use crate::{
    cause::Cause,
    fetch::{FetchError, Fetched},
};
use robotxt::AccessResult;
use std::time::Duration;
use url::Url;

/// Number of bytes that are read; RFC 9309 requires at least this.
pub const MOST_BYTES: usize = 500 * 1024;

#[derive(Debug, Clone)]
pub struct Robots {
    rules: robotxt::Robots,
    reached: bool,
    sitemaps: Vec<Url>,
}

/// Address of the robots.txt for this URL.
pub fn robots_url(url: &Url) -> Url {
    let mut robots = url.clone();
    robots.set_path("/robots.txt");
    robots.set_query(None);
    robots.set_fragment(None);
    robots
}

impl Robots {
    /// Reads the response from [`robots_url`]: 4xx allows everything; 429, 5xx and no response allow nothing for now.
    pub fn read(fetched: &Result<Fetched, FetchError>, token: &str) -> Self {
        let access = match fetched {
            Err(FetchError::TooManyRedirects { .. }) => AccessResult::TooManyRedirects,
            Err(_) => AccessResult::Unreachable,
            Ok(answer) => match answer.status.as_u16() {
                200..=299 => AccessResult::Successful(&answer.body),
                429 | 500..=599 => AccessResult::Unreachable,
                _ => AccessResult::Unavailable,
            },
        };
        let sitemaps = match (&access, fetched) {
            (AccessResult::Successful(body), Ok(answer)) => sitemaps(body, &answer.url),
            _ => Vec::new(),
        };
        Self {
            sitemaps,
            reached: access != AccessResult::Unreachable,
            rules: robotxt::Robots::from_access(access, token),
        }
    }

    pub fn allows(&self, url: &Url) -> bool {
        self.rules.is_url_allowed(url)
    }

    /// Cause for which robots.txt forbids a page, if it does.
    pub fn refusal(&self, url: &Url) -> Option<Cause> {
        if self.allows(url) {
            return None;
        }
        Some(match (self.reached, self.rules.always()) {
            (false, _) => Cause::RobotsUnreachable,
            (true, Some(false)) => Cause::RobotsSite,
            (true, _) => Cause::RobotsPage,
        })
    }

    /// The delay between two visits that robots.txt asks for.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.rules.crawl_delay()
    }

    /// Sitemaps, in the order of the file.
    pub fn sitemaps(&self) -> &[Url] {
        &self.sitemaps
    }
}

/// Addresses of sitemaps. They should be absolute, but many sites write `Sitemap: /plan.xml`.
fn sitemaps(body: &[u8], robots: &Url) -> Vec<Url> {
    const MOST: usize = 50;
    let text = String::from_utf8_lossy(&body[..body.len().min(MOST_BYTES)]);
    let mut found: Vec<Url> = Vec::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        let is_address = value.starts_with('/') || value.starts_with("http") || value.contains('.');
        if !name.trim().eq_ignore_ascii_case("sitemap") || !is_address || value.contains(char::is_whitespace)
        {
            continue;
        }
        let url = robots.join(value).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        found.extend(url.filter(|url| !found.contains(url)));
        if found.len() >= MOST {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::tests::answer;
    use http::StatusCode;

    fn robots(status: u16, body: &str) -> Robots {
        let status = StatusCode::from_u16(status).expect("a status");
        let answer = answer(url("/robots.txt").as_str(), status, body);
        Robots::read(&Ok(answer), "ObservatoireTest")
    }

    fn url(path: &str) -> Url {
        format!("https://a.example{path}").parse().expect("a URL")
    }

    #[test]
    fn rules_for_us_come_before_rules_for_all() {
        let file =
            "User-agent: *\nDisallow: /\n\nUser-agent: observatoiretest\nDisallow: /prive\nCrawl-delay: 2.5";
        let robots = robots(200, file);
        assert_eq!(robots.refusal(&url("/")), None);
        assert_eq!(robots.refusal(&url("/prive/x")), Some(Cause::RobotsPage));
        assert_eq!(robots.crawl_delay(), Some(Duration::from_millis(2500)));
    }

    #[test]
    fn a_closed_site_is_told_from_a_closed_page() {
        assert_eq!(robots(200, "User-agent: *\nDisallow: /").refusal(&url("/")), Some(Cause::RobotsSite));
    }

    #[test]
    fn no_file_allows_and_a_server_in_trouble_forbids() {
        for status in [404, 403, 401] {
            assert!(robots(status, "User-agent: *\nDisallow: /").allows(&url("/")), "{status}");
        }
        for status in [429, 500, 503] {
            assert_eq!(robots(status, "").refusal(&url("/")), Some(Cause::RobotsUnreachable), "{status}");
        }
        let unreachable = Robots::read(&Err(FetchError::Timeout), "x");
        assert_eq!(unreachable.refusal(&url("/")), Some(Cause::RobotsUnreachable));
        let circle = Robots::read(&Err(FetchError::TooManyRedirects { hops: 11 }), "x");
        assert!(circle.allows(&url("/")));
    }

    #[test]
    fn sitemaps_are_listed_and_wrong_ones_left_aside() {
        let file = "Sitemap: https://a.example/plan.xml\nSitemap: nonsense\nSITEMAP : /carte.xml # relative\n\
                    Sitemap: plan/index.xml.gz\nsitemap: ftp://a.example/x.xml\n";
        let expected = [url("/plan.xml"), url("/carte.xml"), url("/plan/index.xml.gz")];
        assert_eq!(robots(200, file).sitemaps(), expected);
    }

    #[test]
    fn a_page_in_place_of_the_file_allows_everything() {
        assert!(robots(200, "<!doctype html><p>Disallow: nothing</p>").allows(&url("/x")));
        assert!(robots(200, &"\u{0}\u{ff}é".repeat(400_000)).allows(&url("/x")));
    }

    #[test]
    fn the_file_is_at_the_root_of_the_host() {
        assert_eq!(robots_url(&url("/a/b?c#d")), url("/robots.txt"));
    }
}
