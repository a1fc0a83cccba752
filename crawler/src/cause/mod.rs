//! Causes for which a page or a whole site was not evaluated: a fixed list with stable codes.

mod bare;
pub mod challenge;
pub mod parked;
pub mod soft_not_found;

use http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// The reach of a cause: one page of the sample, or the whole audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The other pages of the site can still be evaluated.
    Page,
    /// No page of the site can be evaluated.
    Site,
}

/// Declares the causes, one on each line: variant, code, scope. Codes are published and never change their meaning.
macro_rules! causes {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal $scope:ident,)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Cause { $($(#[doc = $doc])+ $name,)+ }

        impl Cause {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable code, in kebab-case.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            pub const fn scope(self) -> Scope {
                match self { $(Self::$name => Scope::$scope,)+ }
            }
        }
    };
}

causes! {
    /// The host name has no IP address.
    Dns "dns" Site,
    /// Our own resolver does not answer: a failure on our side.
    ResolverUnavailable "resolver-unavailable" Site,
    /// The machine answers, but no program listens on the port.
    ConnectionRefused "connection-refused" Site,
    /// The machine cannot be reached, or closed the connection.
    ConnectionFailed "connection-failed" Site,
    /// There is no secure connection: the certificate is expired, unknown, for another name …
    Tls "tls" Site,
    /// The site or the page was not complete within the time limit.
    Timeout "timeout" Page,
    /// The response broke off or was not HTTP.
    BrokenAnswer "broken-answer" Page,
    /// Status 401 or 407: a password is required.
    LoginRequired "login-required" Page,
    /// Status 403 without the marks of a firewall.
    Forbidden "forbidden" Page,
    /// Status 404 or 410.
    NotFound "not-found" Page,
    /// Any other status 4xx.
    ClientError "client-error" Page,
    /// Status 429: the server asks for fewer requests.
    TooManyRequests "too-many-requests" Page,
    /// Status 5xx.
    ServerError "server-error" Page,
    /// robots.txt forbids this page.
    RobotsPage "robots-page" Page,
    /// robots.txt forbids the whole site.
    RobotsSite "robots-site" Site,
    /// robots.txt could not be read (5xx or no response), so everything is forbidden for now.
    RobotsUnreachable "robots-unreachable" Site,
    /// robots.txt asks for so long a delay that the sample would take too long.
    RobotsDelay "robots-delay" Site,
    /// A firewall responded in place of the site.
    FirewallChallenge "firewall-challenge" Site,
    /// The response is a file, a picture, data …
    NotHtml "not-html" Page,
    /// The page redirects to another site.
    RedirectOffSite "redirect-off-site" Page,
    /// The site has moved: its home page redirects to another domain.
    SiteMoved "site-moved" Site,
    /// Redirects that lead in a circle, or too many of them.
    TooManyRedirects "too-many-redirects" Page,
    /// The page exceeds the size limit.
    TooBig "too-big" Page,
    /// The page has nothing to evaluate.
    EmptyPage "empty-page" Page,
    /// The page says «not found» with a status of success.
    SoftNotFound "soft-not-found" Page,
    /// The domain is for sale, or shows advertisements.
    ParkedDomain "parked-domain" Site,
    /// The server shows its default page.
    DefaultPage "default-page" Site,
    /// The browser crashed on the page.
    BrowserCrash "browser-crash" Page,
    /// The browser stopped answering on the page.
    BrowserHang "browser-hang" Page,
    /// The address opens a download instead of a document.
    Download "download" Page,
    /// No browser could be started: a failure on our side.
    BrowserUnavailable "browser-unavailable" Site,
    /// An audit never visits such an address: private, loopback, metadata …
    EgressRefused "egress-refused" Site,
    /// The port is not one of those that are visited.
    PortNotVisited "port-not-visited" Site,
    /// The operator of the crawler has closed this network or name: a setting on our side.
    ClosedByUs "closed-by-us" Site,
    /// The text is no web address.
    BadUrl "bad-url" Site,
    /// The run was stopped before this page.
    Interrupted "interrupted" Page,
    /// A defect of the program: a failure on our side.
    Internal "internal" Page,
}

impl Cause {
    /// Whether the cause is a setting or a failure on our side, and says nothing about the site.
    pub fn is_ours(self) -> bool {
        matches!(
            self,
            Self::ResolverUnavailable
                | Self::BrowserUnavailable
                | Self::EgressRefused
                | Self::PortNotVisited
                | Self::ClosedByUs
                | Self::Interrupted
                | Self::Internal
        )
    }

    /// The cause for a final status; `None` for success. Redirects were followed before.
    pub fn of_status(status: StatusCode) -> Option<Self> {
        match status.as_u16() {
            // With these statuses a response has no content.
            204 | 205 => Some(Self::EmptyPage),
            200..=299 => None,
            401 | 407 => Some(Self::LoginRequired),
            403 => Some(Self::Forbidden),
            404 | 410 => Some(Self::NotFound),
            408 => Some(Self::Timeout),
            413 => Some(Self::TooBig),
            429 => Some(Self::TooManyRequests),
            400..=499 => Some(Self::ClientError),
            500..=599 => Some(Self::ServerError),
            _ => Some(Self::BrokenAnswer),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// The text is no code of [`Cause::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is no known cause")]
pub struct UnknownCause(pub String);

impl FromStr for Cause {
    type Err = UnknownCause;

    fn from_str(code: &str) -> Result<Self, UnknownCause> {
        let known = Self::ALL.iter().find(|cause| cause.code() == code);
        known.copied().ok_or_else(|| UnknownCause(code.to_owned()))
    }
}

impl Serialize for Cause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Cause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_kebab_case_and_each_names_one_cause() {
        let codes: HashSet<_> = Cause::ALL.iter().map(|cause| cause.code()).collect();
        assert_eq!(codes.len(), Cause::ALL.len());
        for code in codes {
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
        }
    }

    #[test]
    fn audit_documents_name_a_missing_browser_alike() {
        assert_eq!(Cause::BrowserUnavailable.code(), rules::audit::BROWSER_UNAVAILABLE);
    }

    #[test]
    fn codes_survive_the_trip_through_json() {
        for cause in Cause::ALL {
            let json = serde_json::to_string(cause).expect("a code is a string");
            assert_eq!(serde_json::from_str::<Cause>(&json).expect("its own code"), *cause);
        }
        assert!(serde_json::from_str::<Cause>("\"no-such-cause\"").is_err());
    }

    #[test]
    fn statuses_say_what_happened() {
        let of = |status| Cause::of_status(StatusCode::from_u16(status).expect("a status"));
        assert_eq!(of(200), None);
        assert_eq!(of(204), Some(Cause::EmptyPage));
        assert_eq!(of(410), Some(Cause::NotFound));
        assert_eq!(of(418), Some(Cause::ClientError));
        assert_eq!(of(503), Some(Cause::ServerError));
        assert_eq!(of(304), Some(Cause::BrokenAnswer));
    }
}
