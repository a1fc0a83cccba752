//! Other addresses of a site, to be tried when the address in the registry is not quite right.

use super::site::domain;
use crate::cause::Cause;
use rules::page::bare_host;
use url::Url;

/// The address itself, then its likely corrections: with or without `www`, `https` or `http`.
pub fn variants(given: &Url) -> Vec<Url> {
    let mut variants = vec![given.clone()];
    let other_scheme = if given.scheme() == "https" { "http" } else { "https" };
    let twin = twin(given);
    let others = [
        twin.clone(),
        with_scheme(given, other_scheme),
        twin.and_then(|twin| with_scheme(&twin, other_scheme)),
    ];
    variants.extend(others.into_iter().flatten());
    variants
}

/// The address with or without `www`. Only names directly below a public suffix have one.
fn twin(given: &Url) -> Option<Url> {
    let host = given.domain()?;
    let other = host.strip_prefix("www.").map_or_else(|| format!("www.{host}"), str::to_owned);
    let mut twin = given.clone();
    (domain(given) == bare_host(given) && twin.set_host(Some(&other)).is_ok()).then_some(twin)
}

/// The address with another scheme. A written port belongs to its scheme, so such an address has none.
fn with_scheme(given: &Url, scheme: &str) -> Option<Url> {
    let mut other = given.clone();
    (given.port().is_none() && other.set_scheme(scheme).is_ok()).then_some(other)
}

/// Whether to try the next variant. A site that responds in any way is found.
pub fn nothing_there(cause: Cause) -> bool {
    matches!(cause, Cause::Dns | Cause::ConnectionRefused | Cause::ConnectionFailed | Cause::Tls)
}

/// Whether the redirects from a site's address end at another site. A commune's address that redirects to its
/// intercommunality is not the commune's site any more; `ville.fr` that redirects to `portail.ville.fr` still is.
pub fn has_moved(asked: &Url, end: &Url) -> bool {
    let same_host = bare_host(asked) == bare_host(end);
    let own_domain = domain(asked) == domain(end) && bare_host(asked) == domain(asked);
    !same_host && !own_domain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    #[test]
    fn the_address_comes_first_then_its_twins() {
        let varied = |given: &str| variants(&url(given)).iter().map(Url::to_string).collect::<Vec<_>>();
        assert_eq!(
            varied("http://www.a.example/"),
            ["http://www.a.example/", "http://a.example/", "https://www.a.example/", "https://a.example/"]
        );
        assert_eq!(varied("https://eau.a.example/"), ["https://eau.a.example/", "http://eau.a.example/"]);
        assert_eq!(varied("http://127.0.0.1:81/"), ["http://127.0.0.1:81/"]);
    }

    #[test]
    fn a_site_may_move_within_its_own_domain_only() {
        let moved = |asked: &str, end: &str| has_moved(&url(asked), &url(end));
        assert!(!moved("http://ville.fr/", "https://www.ville.fr/accueil"));
        assert!(!moved("https://www.ville.fr/", "https://portail.ville.fr/"));
        assert!(moved("https://commune.agglo.fr/", "https://www.agglo.fr/"));
        assert!(moved("https://ville.fr/", "https://ville.com/"));
    }
}
