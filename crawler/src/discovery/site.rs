//! The limits of a site: which addresses belong to it, and which ones are the same page.

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

/// One site. `http` and `https`, with and without `www`, are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteScope {
    home: Url,
    breadth: Breadth,
    /// The folder of its pages, such as `/ville/`, if it has only a part of a shared host.
    folder: Option<String>,
}

impl SiteScope {
    pub fn new(home: Url, breadth: Breadth) -> Self {
        Self { home, breadth, folder: None }
    }

    /// The site limited to the folder of its home page, if most links of the home page stay in that folder. A folder
    /// that names a language, or that is only a name for the home page, is no limit.
    pub fn narrowed<'u>(self, given: &Url, links: impl Iterator<Item = &'u Url>) -> Self {
        const FEWEST: usize = 3;
        let Some(folder) = folder(&self.home).filter(|_| !given.path().trim_matches('/').is_empty()) else {
            return self;
        };
        let (mut inside, mut outside) = (0, 0);
        for link in links.filter(|link| page_key(link) != page_key(&self.home)) {
            if link.path().starts_with(&folder) { inside += 1 } else { outside += 1 }
        }
        if inside < FEWEST || outside >= inside {
            return self;
        }
        Self { folder: Some(folder), ..self }
    }

    pub fn home(&self) -> &Url {
        &self.home
    }

    pub fn covers(&self, url: &Url) -> bool {
        let is_inside = self.folder.as_ref().is_none_or(|folder| {
            let path = url.path();
            path.starts_with(folder.as_str()) || path == folder.trim_end_matches('/')
        });
        matches!(url.scheme(), "http" | "https")
            && same_port(&self.home, url)
            && self.same_host(url)
            && is_inside
    }

    /// Whether the address is on another host of the same registrable domain, such as a media server. A site that is a
    /// folder of a shared host has no neighbours.
    pub fn is_neighbour(&self, url: &Url) -> bool {
        let has_domain = self.home.domain().is_some_and(|host| registry::registrable_domain(host).is_some());
        has_domain
            && self.folder.is_none()
            && matches!(url.scheme(), "http" | "https")
            && url.port().is_none()
            && domain(&self.home) == domain(url)
            && bare_host(&self.home) != bare_host(url)
    }

    fn same_host(&self, url: &Url) -> bool {
        match self.breadth {
            Breadth::Host => bare_host(&self.home) == bare_host(url),
            Breadth::Domain => domain(&self.home) == domain(url),
        }
    }
}

/// The folder of the home page, if it may be that of a site: `/ville/` for `/ville/accueil.html`.
fn folder(home: &Url) -> Option<String> {
    const NO_BODY: &[&str] =
        &["accueil", "home", "index", "index.php", "site", "web", "www", "public", "cms", "spip.php"];
    let (folder, _) = home.path().rsplit_once('/')?;
    let first = folder.trim_start_matches('/').split('/').next().unwrap_or_default().to_ascii_lowercase();
    let is_body =
        !first.is_empty() && !NO_BODY.contains(&first.as_str()) && language_of_part(&first).is_none();
    is_body.then(|| format!("{folder}/"))
}

/// The language that an address names: `/en/agenda`, `/de-DE/`, `?lang=es`. The French names of languages count too.
pub fn language(url: &Url) -> Option<String> {
    const NAMES: &[&str] = &["lang", "language", "langue", "locale", "hl", "lng"];
    let first = url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default();
    let asked = url.query_pairs().find(|(name, _)| NAMES.contains(&name.to_ascii_lowercase().as_str()));
    let asked = asked.and_then(|(_, value)| value.split(['-', '_']).next().map(str::to_ascii_lowercase));
    asked.filter(|code| code.len() == 2).or_else(|| language_of_part(&first.to_ascii_lowercase()))
}

/// The language of a part of a path. Only codes that always mean a language count; others of two letters often mean
/// something else.
fn language_of_part(part: &str) -> Option<String> {
    const CODES: &[&str] = &[
        "fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja", "ar", "uk", "ro", "tr", "cs", "hu",
        "sv", "el", "ko", "bg", "hr", "sk", "sl",
    ];
    const WORDS: &[(&str, &str)] = &[
        ("english", "en"),
        ("deutsch", "de"),
        ("espanol", "es"),
        ("italiano", "it"),
        ("francais", "fr"),
        ("nederlands", "nl"),
    ];
    let code = part.split(['-', '_']).next().unwrap_or_default();
    let region = part.get(code.len()..).unwrap_or_default();
    let is_region =
        region.is_empty() || (region.len() == 3 && region[1..].bytes().all(|b| b.is_ascii_alphabetic()));
    let named = WORDS.iter().find(|(word, _)| *word == part).map(|(_, code)| (*code).to_owned());
    named.or_else(|| (is_region && CODES.contains(&code)).then(|| code.to_owned()))
}

/// The registrable domain, or the host if it has none (an IP address, a single label).
pub fn domain(url: &Url) -> &str {
    match url.host() {
        Some(Host::Domain(host)) => registry::registrable_domain(host).unwrap_or(host),
        _ => url.host_str().unwrap_or_default(),
    }
}

/// Whether the ports are equal. The default ports of both schemes count as one.
fn same_port(one: &Url, other: &Url) -> bool {
    one.port() == other.port()
}

/// A key that is the same for all addresses that are certainly the same page. It does not depend on the scheme, `www`,
/// a slash at the end, the name of an index file, the ending of a file, letters written as `%61`, marks of Accelerated
/// Mobile Pages, the order of the parameters, the fragment (except a [`route`]), and parameters that only measure the
/// visitor.
pub fn page_key(url: &Url) -> String {
    let url = normalise(url.clone());
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    let path = unescaped(url.path());
    let path = without_ending(without_light(without_index(&path).trim_end_matches('/')));
    let mut pairs: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|pair| is_told(pair)).collect();
    pairs.sort_unstable();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", unescaped(&pairs.join("&"))) };
    let route = route(&url).map_or_else(String::new, |route| format!("#{}", route.trim_end_matches('/')));
    format!("{}{port}{path}{query}{route}", bare_host(&url))
}

/// The page of an application that the fragment names: `#/contact`, `#!/contact`. Other fragments name a place on a
/// page, and an empty one the page itself.
pub fn route(url: &Url) -> Option<&str> {
    let fragment = url.fragment()?;
    let route = fragment.strip_prefix('!').unwrap_or(fragment);
    (route.starts_with('/') && route.len() > 1).then_some(fragment)
}

/// Whether a parameter counts. «?page=» and «?amp=1» give the page itself.
fn is_told(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, "-"));
    !name.is_empty() && !value.is_empty() && !name.eq_ignore_ascii_case("amp")
}

/// The text with normalised escapes: letters, figures and `-._~` are not escaped (RFC 3986, 6.2.2.2), other escapes are
/// in capitals, and repeated slashes become one.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let hexadecimal =
            rest.get(1..3).filter(|_| letter == '%').and_then(|two| u8::from_str_radix(two, 16).ok());
        let (written, taken) = match hexadecimal {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                (char::from(byte).to_string(), 3)
            }
            Some(byte) => (format!("%{byte:02X}"), 3),
            None => (letter.to_string(), letter.len_utf8()),
        };
        if !(written == "/" && plain.ends_with('/')) {
            plain.push_str(&written);
        }
        rest = &rest[taken..];
    }
    plain
}

/// The path without marks of Accelerated Mobile Pages, which are the same pages for phones: `/agenda/amp`,
/// `/agenda.amp.html`.
fn without_light(path: &str) -> &str {
    path.strip_suffix("/amp").or_else(|| path.strip_suffix(".amp.html")).unwrap_or(path)
}

/// The path without a file ending: `/usld.html` and `/usld` are the same page on servers that have both.
fn without_ending(path: &str) -> &str {
    const ENDINGS: &[&str] = &[".html", ".htm", ".php", ".aspx", ".asp", ".jsp"];
    ENDINGS
        .iter()
        .find_map(|ending| path.strip_suffix(ending))
        .filter(|path| !path.ends_with('/'))
        .unwrap_or(path)
}

fn without_index(path: &str) -> &str {
    const INDEXES: &[&str] =
        &["index.html", "index.htm", "index.php", "index.asp", "index.jsp", "default.aspx", "default.asp"];
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    if INDEXES.iter().any(|index| index.eq_ignore_ascii_case(file)) { folder } else { path }
}

/// Removes the fragment (except a [route]), the credentials, and parameters that only measure the visitor.
pub fn normalise(mut url: Url) -> Url {
    if route(&url).is_none() {
        url.set_fragment(None);
    }
    // Both fail only for URLs that cannot have credentials.
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

/// Removes the session that Java servers write into the path.
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
        let site = SiteScope::new(url("https://www.ville.example/"), Breadth::Host);
        assert!(site.covers(&url("http://ville.example/page")));
        assert!(site.covers(&url("https://www.ville.example/page")));
    }

    #[test]
    fn a_neighbour_under_one_domain_is_another_site_unless_the_domain_is_asked_for() {
        let neighbour = url("https://mediatheque.ville.fr/");
        assert!(!SiteScope::new(url("https://www.ville.fr/"), Breadth::Host).covers(&neighbour));
        assert!(SiteScope::new(url("https://www.ville.fr/"), Breadth::Domain).covers(&neighbour));
    }

    #[test]
    fn another_host_of_the_domain_is_a_neighbour_and_a_shared_domain_has_none() {
        let is_neighbour =
            |home: &str, other: &str| SiteScope::new(url(home), Breadth::Host).is_neighbour(&url(other));
        assert!(is_neighbour("https://www.ville.fr/", "https://media.ville.fr/a.pdf"));
        assert!(is_neighbour("https://mairie.ville.fr/", "https://ville.fr/a.pdf"));
        assert!(!is_neighbour("https://www.ville.fr/", "https://ville.fr/a.pdf"));
        assert!(!is_neighbour("https://www.ville.fr/", "https://media.autre.fr/a.pdf"));
        assert!(!is_neighbour("https://www.ville.fr/", "https://media.ville.fr:8443/a.pdf"));
        assert!(!is_neighbour("https://mairie-a.gouv.fr/", "https://mairie-b.gouv.fr/a.pdf"));
        assert!(!is_neighbour("http://192.0.2.1/", "http://192.0.3.1/a.pdf"));
        let links = ["https://sivom.fr/ville/x", "https://sivom.fr/ville/y", "https://sivom.fr/ville/z"];
        let links = links.map(url);
        let home = url("https://sivom.fr/ville/");
        let narrowed = SiteScope::new(home.clone(), Breadth::Host).narrowed(&home, links.iter());
        assert!(!narrowed.is_neighbour(&url("https://media.sivom.fr/a.pdf")));
    }

    #[test]
    fn public_suffixes_are_no_domain() {
        let site = SiteScope::new(url("https://mairie-a.gouv.fr/"), Breadth::Domain);
        assert!(!site.covers(&url("https://mairie-b.gouv.fr/")));
        let site = SiteScope::new(url("http://a.localhost/"), Breadth::Domain);
        assert!(!site.covers(&url("http://b.localhost/")));
        let site = SiteScope::new(url("http://192.0.2.1/"), Breadth::Domain);
        assert!(!site.covers(&url("http://192.0.3.1/")));
    }

    #[test]
    fn a_body_with_a_folder_of_its_own_stays_there() {
        let narrowed = |home: &str, links: &[&str]| {
            let links: Vec<Url> = links.iter().map(|link| url(link)).collect();
            SiteScope::new(url(home), Breadth::Host).narrowed(&url(home), links.iter())
        };
        let inside = ["https://a.example/ville/x", "https://a.example/ville/y", "https://a.example/ville/z"];
        let site = narrowed("https://a.example/ville/", &inside);
        assert!(
            site.covers(&url("https://a.example/ville/agenda"))
                && !site.covers(&url("https://a.example/autre/"))
        );
        let outside = ["https://a.example/x", "https://a.example/y", "https://a.example/ville/z"];
        assert!(narrowed("https://a.example/ville/", &outside).covers(&url("https://a.example/autre/")));
        let french = ["https://a.example/fr/x", "https://a.example/fr/y", "https://a.example/fr/z"];
        assert!(narrowed("https://a.example/fr/", &french).covers(&url("https://a.example/autre/")));
    }

    #[test]
    fn addresses_name_languages() {
        let of = |text: &str| language(&url(text));
        for english in ["https://a.example/en/x", "https://a.example/en-GB", "https://a.example/x?lang=en"] {
            assert_eq!(of(english).as_deref(), Some("en"), "{english}");
        }
        for none in ["https://a.example/ca/x", "https://a.example/energie", "https://a.example/entree-libre"]
        {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn other_ports_and_schemes_are_elsewhere() {
        let site = SiteScope::new(url("http://a.localhost:8080/"), Breadth::Host);
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
        for same in [
            "https://a.example/page.html",
            "https://a.example/p%61ge",
            "https://a.example//page/",
            "https://a.example/page/amp/",
            "https://a.example/page?amp=1&p=",
        ] {
            assert_eq!(page_key(&url(same)), key, "{same}");
        }
        assert_eq!(
            page_key(&url("https://a.example/x?b=2&a=%61")),
            page_key(&url("https://a.example/x?a=a&b=2"))
        );
        assert_ne!(page_key(&url("https://a.example/page?id=2")), key);
        assert_ne!(page_key(&url("https://a.example/.html")), page_key(&url("https://a.example/")));
        assert_eq!(page_key(&url("https://a.example/index.html")), page_key(&url("https://a.example")));
        assert_eq!(
            page_key(&url("https://a.example/x/index.php?p=1")),
            page_key(&url("https://a.example/x?p=1"))
        );
    }
}
