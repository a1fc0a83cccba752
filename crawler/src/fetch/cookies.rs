//! Cookies within a chain of redirects, handled as by a browser (RFC 6265). They are forgotten at its end, so that
//! every request comes from a new visitor.

use cookie::Cookie;
use http::{HeaderMap, HeaderValue, header};
use url::Url;

/// Most cookies of one chain.
const MOST: usize = 50;
const LONGEST: usize = 4096;

#[derive(Default)]
pub struct Cookies(Vec<Held>);

struct Held {
    name: String,
    value: String,
    host: String,
    /// Whether it is also sent to subdomains.
    is_for_subdomains: bool,
    path: String,
    is_secure: bool,
}

impl Cookies {
    /// Keeps the cookies that a response from this address sets.
    pub fn take(&mut self, url: &Url, headers: &HeaderMap) {
        for written in headers.get_all(header::SET_COOKIE) {
            let text = written.to_str().unwrap_or_default();
            let Some(cookie) = Cookie::parse(text).ok().filter(|_| text.len() <= LONGEST) else { continue };
            let Some(held) = held(url, &cookie) else { continue };
            self.0.retain(|other| {
                (&other.name, &other.host, &other.path) != (&held.name, &held.host, &held.path)
            });
            if !is_taken_back(&cookie) && self.0.len() < MOST {
                self.0.push(held);
            }
        }
    }

    /// The cookie header of a request for this address.
    pub fn header(&self, url: &Url) -> Option<HeaderValue> {
        let fitting = self.0.iter().filter(|held| held.fits(url));
        let pairs: Vec<String> = fitting.map(|held| format!("{}={}", held.name, held.value)).collect();
        let text = Some(pairs.join("; ")).filter(|text| !text.is_empty())?;
        HeaderValue::from_str(&text).ok()
    }
}

fn held(url: &Url, cookie: &Cookie<'_>) -> Option<Held> {
    let host = url.host_str()?.to_owned();
    let domain = cookie.domain().map(str::to_ascii_lowercase).filter(|domain| !domain.is_empty());
    // A cookie for a public suffix such as «fr» or «gouv.fr» would be sent to everybody.
    let is_allowed =
        |domain: &String| is_below(&host, domain) && registry::registrable_domain(domain).is_some();
    if domain.as_ref().is_some_and(|domain| *domain != host && !is_allowed(domain)) {
        return None;
    }
    let folder = url.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = cookie.path().filter(|path| path.starts_with('/')).unwrap_or(folder);
    Some(Held {
        name: cookie.name().to_owned(),
        value: cookie.value().to_owned(),
        is_for_subdomains: domain.is_some(),
        host: domain.unwrap_or(host),
        path: path.trim_end_matches('/').to_owned(),
        is_secure: cookie.secure() == Some(true),
    })
}

/// Whether the cookie is to be deleted: its age is not positive, or its date is before the year 2000. Servers write
/// such a date to delete a cookie, and no clock is needed to see that it is past.
fn is_taken_back(cookie: &Cookie<'_>) -> bool {
    const LONG_PAST: i32 = 2000;
    let is_past = |date: cookie::Expiration| date.datetime().is_some_and(|date| date.year() < LONG_PAST);
    cookie.max_age().is_some_and(|age| !age.is_positive()) || cookie.expires().is_some_and(is_past)
}

impl Held {
    fn fits(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let is_host = host == self.host || (self.is_for_subdomains && is_below(host, &self.host));
        let below = url.path().strip_prefix(self.path.as_str());
        let is_path = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        is_host && is_path && (!self.is_secure || url.scheme() == "https")
    }
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(set_at: &str, cookies: &[&'static str], asked: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        let mut held = Cookies::default();
        held.take(&set_at.parse().expect("a URL"), &headers);
        held.header(&asked.parse().expect("a URL")).map(|value| value.to_str().expect("text").to_owned())
    }

    #[test]
    fn cookies_go_back_to_where_they_come_from() {
        let home = "https://a.example/";
        assert_eq!(said(home, &["seen=1; Path=/; HttpOnly", "b=2"], home).as_deref(), Some("seen=1; b=2"));
        assert_eq!(said(home, &["seen=1"], "https://b.example/"), None);
        assert_eq!(
            said("https://www.ville.fr/", &["a=1; Domain=ville.fr"], "https://ville.fr/x").as_deref(),
            Some("a=1")
        );
        assert_eq!(said("https://www.ville.fr/", &["a=1; Domain=fr"], "https://autre.fr/"), None);
    }

    #[test]
    fn paths_schemes_and_ends_count() {
        assert_eq!(said("https://a.example/x/y", &["a=1"], "https://a.example/x/z").as_deref(), Some("a=1"));
        assert_eq!(said("https://a.example/x/y", &["a=1"], "https://a.example/xyz"), None);
        assert_eq!(said("https://a.example/", &["a=1; Secure"], "http://a.example/"), None);
        assert_eq!(said("https://a.example/", &["a=1", "a=1; Max-Age=0"], "https://a.example/"), None);
        assert_eq!(
            said("https://a.example/", &["a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "https://a.example/"),
            None
        );
    }
}
