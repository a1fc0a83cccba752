//! A site of a member, and the form of its host in permalinks.

use serde::{Deserialize, Serialize};
use url::Url;

/// A site, identified by its address. An address that two members give is one site of both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Site {
    /// Absolute address in its normal form, at most 2,048 characters.
    pub url: String,
    /// Host in the form that permalinks have ([`host_key`]). Sites on one host have the same key.
    pub host_key: String,
}

impl From<&Url> for Site {
    fn from(url: &Url) -> Self {
        Self { url: url.to_string(), host_key: host_key(url) }
    }
}

/// Host in lower case, followed by `_port` if the port is not the default of the scheme. In IPv6 addresses, `-`
/// replaces `:`.
pub fn host_key(url: &Url) -> String {
    let host = url.host_str().unwrap_or("unknown").to_ascii_lowercase();
    let host = host.trim_matches(['[', ']']).replace(':', "-");
    match url.port() {
        Some(port) => format!("{host}_{port}"),
        None => host,
    }
}

#[cfg(test)]
mod tests {
    use super::host_key;

    #[test]
    fn a_port_of_its_own_is_told() {
        let key = |url: &str| host_key(&url.parse().unwrap());
        assert_eq!(key("https://www.Ville.example/accueil"), "www.ville.example");
        assert_eq!(key("https://ville.example:443/"), "ville.example");
        assert_eq!(key("http://ville.localhost:8080/"), "ville.localhost_8080");
        assert_eq!(key("http://[::1]:8080/"), "--1_8080");
    }
}
