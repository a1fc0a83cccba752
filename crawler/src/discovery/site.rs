//! Where a site ends: which addresses belong to it, and which are the same page.

use rules::page::bare_host;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breadth {
    /// The host, with or without `www`. A neighbour under the same domain may be another body's site.
    #[default]
    Host,
    /// All hosts of the registrable domain (public suffix list).
    Domain,
}

/// One site: `http` and `https`, with and without `www`, are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    home: Url,
    breadth: Breadth,
}

impl Site {
    pub fn new(home: Url, breadth: Breadth) -> Self {
        Self { home, breadth }
    }

    pub fn home(&self) -> &Url {
        &self.home
    }

    pub fn covers(&self, url: &Url) -> bool {
        matches!(url.scheme(), "http" | "https") && same_port(&self.home, url) && self.same_host(url)
    }

    fn same_host(&self, url: &Url) -> bool {
        match self.breadth {
            Breadth::Host => bare_host(&self.home) == bare_host(url),
            Breadth::Domain => domain(&self.home) == domain(url),
        }
    }
}

/// The registrable domain, or the host where there is none (an IP address, a single label).
pub fn domain(url: &Url) -> &str {
    match url.host() {
        Some(Host::Domain(host)) => psl::domain_str(host).unwrap_or(host),
        _ => url.host_str().unwrap_or_default(),
    }
}

/// The usual ports of both schemes count as one.
fn same_port(one: &Url, other: &Url) -> bool {
    one.port() == other.port()
}

/// The same for all addresses that are surely one page: scheme, `www`, a slash at the end, the name of a folder's
/// own file, the fragment and what only measures the visitor do not count.
pub fn page_key(url: &Url) -> String {
    let url = normalise(url.clone());
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    let path = without_index(url.path()).trim_end_matches('/');
    let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
    format!("{}{port}{path}{query}", bare_host(&url))
}

fn without_index(path: &str) -> &str {
    const INDEXES: &[&str] =
        &["index.html", "index.htm", "index.php", "index.asp", "index.jsp", "default.aspx", "default.asp"];
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    if INDEXES.iter().any(|index| index.eq_ignore_ascii_case(file)) { folder } else { path }
}

/// Takes off the fragment, the credentials and the parameters that only measure the visitor.
pub fn normalise(mut url: Url) -> Url {
    url.set_fragment(None);
    // Both fail only on URLs that cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if url.query().is_some() {
        let kept: Vec<String> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty() && !measures_only(pair.split('=').next().unwrap_or_default()))
            .map(str::to_owned)
            .collect();
        url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    }
    without_session(url)
}

fn measures_only(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "phpsessid",
        "jsessionid",
        "sid",
        "chash",
    ];
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_")
        || name.starts_with("pk_")
        || name.starts_with("mtm_")
        || NAMES.contains(&name.as_str())
}

/// Java servers write the visitor's session into the path.
fn without_session(mut url: Url) -> Url {
    let lower = url.path().to_ascii_lowercase();
    if let Some(at) = lower.find(";jsessionid=") {
        let path = url.path()[..at].to_owned();
        url.set_path(&path);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    #[test]
    fn schemes_and_www_are_one_site() {
        let site = Site::new(url("https://www.ville.example/"), Breadth::Host);
        assert!(site.covers(&url("http://ville.example/page")));
        assert!(site.covers(&url("https://www.ville.example/page")));
    }

    #[test]
    fn a_neighbour_under_one_domain_is_another_site_unless_the_domain_is_asked_for() {
        let neighbour = url("https://mediatheque.ville.fr/");
        assert!(!Site::new(url("https://www.ville.fr/"), Breadth::Host).covers(&neighbour));
        assert!(Site::new(url("https://www.ville.fr/"), Breadth::Domain).covers(&neighbour));
    }

    #[test]
    fn public_suffixes_are_no_domain() {
        let site = Site::new(url("https://mairie-a.gouv.fr/"), Breadth::Domain);
        assert!(!site.covers(&url("https://mairie-b.gouv.fr/")));
        let site = Site::new(url("http://a.localhost/"), Breadth::Domain);
        assert!(!site.covers(&url("http://b.localhost/")));
        let site = Site::new(url("http://192.0.2.1/"), Breadth::Domain);
        assert!(!site.covers(&url("http://192.0.3.1/")));
    }

    #[test]
    fn other_ports_and_schemes_are_elsewhere() {
        let site = Site::new(url("http://a.localhost:8080/"), Breadth::Host);
        assert!(!site.covers(&url("http://a.localhost:9090/")));
        assert!(!site.covers(&url("ftp://a.localhost:8080/")));
    }

    #[test]
    fn one_page_has_one_key() {
        let key = page_key(&url("https://www.a.example/page"));
        for same in [
            "http://a.example/page/",
            "https://a.example/page#haut",
            "https://a.example/page?utm_source=x&gclid=1",
            "https://moi:secret@a.example/page;jsessionid=ABC",
        ] {
            assert_eq!(page_key(&url(same)), key, "{same}");
        }
        assert_ne!(page_key(&url("https://a.example/page?id=2")), key);
        assert_eq!(page_key(&url("https://a.example/index.html")), page_key(&url("https://a.example")));
        assert_eq!(
            page_key(&url("https://a.example/x/index.php?p=1")),
            page_key(&url("https://a.example/x?p=1"))
        );
    }
}
