//! Finds whether a firewall responded in place of the site. Such a page is never judged.
//!
//! Many firewalls also leave their scripts in ordinary pages, so a mark counts by itself only if it never occurs
//! elsewhere. Weaker marks count together with a status of refusal, or on an almost empty page.

use super::bare::is_bare;
use http::{HeaderMap, StatusCode};

/// A firewall's page, with the name of its maker, whom webmasters can ask for access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge {
    pub firewall: &'static str,
}

struct Header {
    firewall: &'static str,
    name: &'static str,
    value: &'static str,
}

/// Headers sent with challenges and blocks only.
const HEADERS: &[Header] = &[
    Header { firewall: "Cloudflare", name: "cf-mitigated", value: "challenge" },
    Header { firewall: "AWS WAF", name: "x-amzn-waf-action", value: "" },
    Header { firewall: "Vercel", name: "x-vercel-mitigated", value: "" },
    Header { firewall: "DataDome", name: "x-dd-b", value: "" },
    Header { firewall: "Sucuri", name: "x-sucuri-block", value: "" },
];

struct Mark {
    firewall: &'static str,
    /// The text in lower case.
    text: &'static str,
    strength: Strength,
}

#[derive(PartialEq)]
enum Strength {
    /// Occurs in challenges only.
    Sure,
    /// Also occurs in ordinary pages behind the same firewall.
    Weak,
}
use Strength::{Sure, Weak};

const fn mark(firewall: &'static str, text: &'static str, strength: Strength) -> Mark {
    Mark { firewall, text, strength }
}

const MARKS: &[Mark] = &[
    mark("Cloudflare", "_cf_chl_opt", Sure),
    mark("Cloudflare", "<title>attention required! | cloudflare</title>", Sure),
    mark("Cloudflare", "cf-error-details", Weak),
    mark("Cloudflare", "/orchestrate/chl_page", Sure),
    mark("Imperva", "incapsula incident id", Sure),
    mark("Imperva", "_incapsula_resource", Weak),
    mark("DataDome", "captcha-delivery.com", Sure),
    mark("DataDome", "datadome", Weak),
    mark("Baffin Bay", "baffin bay networks", Weak),
    mark("Baffin Bay", "baffinbay", Weak),
    mark("F5", "the requested url was rejected. please consult with your administrator", Sure),
    mark("F5", "/tspd/", Weak),
    mark("F5", "bobcmn", Weak),
    mark("Akamai", "errors.edgesuite.net", Sure),
    mark("Sucuri", "sucuri website firewall - access denied", Sure),
    mark("AWS WAF", "awswafcookiedomainlist", Sure),
    mark("Anubis", "anubis_challenge", Sure),
    mark("Imunify360", "wsidchk", Sure),
    mark("BitNinja", "protected by bitninja", Weak),
    mark("Fortinet", "fortiguard intrusion prevention", Weak),
    mark("DDoS-Guard", "ddos-guard", Weak),
    mark("generic", "<title>just a moment...</title>", Weak),
    mark("generic", "<title>un instant…</title>", Weak),
    mark("generic", "<title>one moment, please...</title>", Weak),
    mark("generic", "checking your browser before accessing", Weak),
    mark("generic", "verifying you are human", Weak),
    mark("generic", "vérification de votre navigateur", Weak),
    mark("generic", "enable javascript and cookies to continue", Weak),
    mark("generic", "web application firewall", Weak),
];

/// Number of bytes at the beginning of a page in which marks are sought.
const LOOKED_AT: usize = 256 * 1024;

/// Finds the marks of a firewall in a response. `html` may be cut.
pub fn detect(status: StatusCode, headers: &HeaderMap, html: &str) -> Option<Challenge> {
    if let Some(header) = HEADERS.iter().find(|header| header.is_in(headers)) {
        return Some(Challenge { firewall: header.firewall });
    }
    let html = beginning(html).to_lowercase();
    let refused = matches!(status.as_u16(), 403 | 405 | 429 | 503);
    let mut bare = None;
    let mut counts = |mark: &Mark| {
        html.contains(mark.text)
            && (mark.strength == Sure || refused || *bare.get_or_insert_with(|| is_bare(&html)))
    };
    MARKS.iter().find(|mark| counts(mark)).map(|mark| Challenge { firewall: mark.firewall })
}

impl Header {
    fn is_in(&self, headers: &HeaderMap) -> bool {
        let value = headers.get(self.name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.to_ascii_lowercase().contains(self.value))
    }
}

fn beginning(html: &str) -> &str {
    &html[..html.floor_char_boundary(LOOKED_AT)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn firewall(status: u16, html: &str) -> Option<&'static str> {
        let status = StatusCode::from_u16(status).expect("a status");
        detect(status, &HeaderMap::new(), html).map(|challenge| challenge.firewall)
    }

    #[test]
    fn a_header_of_challenges_is_enough() {
        let mut headers = HeaderMap::new();
        headers.insert("cf-mitigated", HeaderValue::from_static("challenge"));
        let found = detect(StatusCode::OK, &headers, "<h1>Bonjour</h1>");
        assert_eq!(found, Some(Challenge { firewall: "Cloudflare" }));
    }

    #[test]
    fn marks_of_each_maker_are_known() {
        for (expected, html) in [
            ("Cloudflare", "<script>window._cf_chl_opt={}</script>"),
            ("Imperva", "Request unsuccessful. Incapsula incident ID: 1-2"),
            ("DataDome", "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
            ("F5", "The requested URL was rejected. Please consult with your administrator."),
            ("Anubis", "<script id='anubis_challenge' type='application/json'>{}</script>"),
        ] {
            assert_eq!(firewall(200, html), Some(expected));
        }
    }

    #[test]
    fn weak_marks_count_with_a_refusal_or_on_a_page_that_says_nothing() {
        let bare = "<title>x</title><script src='/_Incapsula_Resource?a=1'></script>";
        assert_eq!(firewall(200, bare), Some("Imperva"));
        let page = format!("{bare}<p>{}</p>", "Délibérations du conseil municipal. ".repeat(40));
        assert_eq!(firewall(200, &page), None);
        assert_eq!(firewall(403, &page), Some("Imperva"));
    }

    #[test]
    fn a_page_that_a_program_will_fill_is_no_challenge() {
        let shell =
            "<div id=app></div><script src='/_Incapsula_Resource?a=1'></script><script src=app.js></script>";
        assert_eq!(firewall(200, shell), None);
    }

    #[test]
    fn an_ordinary_page_or_a_plain_refusal_is_no_challenge() {
        assert_eq!(firewall(200, "<title>Mairie</title><h1>Bienvenue</h1>"), None);
        assert_eq!(firewall(403, "<h1>403 Forbidden</h1>"), None);
        assert_eq!(firewall(503, "Site en maintenance"), None);
    }

    #[test]
    fn a_page_cut_inside_a_letter_is_read() {
        let long = "é".repeat(LOOKED_AT);
        assert_eq!(firewall(200, &format!("a{long}")), None);
    }
}
