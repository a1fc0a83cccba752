//! A site of a member, and the host as it stands in permalinks.

use serde::{Deserialize, Serialize};
use url::Url;

/// A site is known by its address: the same address in two members is one site with two members.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Site {
    /// Absolute, in its normal form, at most 2,048 characters.
    pub url: String,
    /// Host as in the permalink; groups what stands on one host.
    pub host_key: String,
}

impl From<&Url> for Site {
    fn from(url: &Url) -> Self {
        Self { url: url.to_string(), host_key: host_key(url) }
    }
}

/// In lower case; with `_port` where the port is not the scheme's own.
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
