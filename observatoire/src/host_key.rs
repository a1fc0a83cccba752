//! The host of a site as it stands in permalinks.

use url::Url;

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
