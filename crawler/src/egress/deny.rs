//! Networks and names that an operator closes to audits: internal services with public addresses.

use super::address::covers;
use std::net::IpAddr;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deny {
    networks: Vec<(IpAddr, u8)>,
    /// Names in lower case; each stands for all names below it too.
    names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is neither a network, such as 192.0.2.0/24, nor a name, such as intranet.example")]
pub struct BadDeny(pub String);

impl Deny {
    /// Reads entries such as `192.0.2.0/24`, `2001:db8::/32`, `192.0.2.7` and `intranet.example`.
    pub fn read<S: AsRef<str>>(entries: &[S]) -> Result<Self, BadDeny> {
        let mut deny = Self::default();
        for entry in entries {
            let entry = entry.as_ref().trim().to_ascii_lowercase();
            match (network(&entry), name(&entry)) {
                (Some(network), _) => deny.networks.push(network),
                (None, Some(name)) => deny.names.push(name),
                (None, None) => return Err(BadDeny(entry)),
            }
        }
        Ok(deny)
    }

    pub fn is_empty(&self) -> bool {
        self.networks.is_empty() && self.names.is_empty()
    }

    pub fn covers_name(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let is_below = |name: &String| {
            host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.names.iter().any(is_below)
    }

    pub fn covers_address(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|(network, prefix)| covers(*network, *prefix, address))
    }
}

fn network(entry: &str) -> Option<(IpAddr, u8)> {
    let (address, prefix) = entry.split_once('/').map_or((entry, None), |(at, prefix)| (at, Some(prefix)));
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix.map_or(Ok(most), str::parse).ok()?;
    (prefix <= most).then_some((address, prefix))
}

fn name(entry: &str) -> Option<String> {
    let name = entry.strip_prefix("*.").unwrap_or(entry).trim_end_matches('.');
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (!is_number && name.split('.').all(is_part)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_and_names_are_closed_and_their_neighbours_are_not() {
        let entries =
            ["198.51.100.0/25", "2001:db8:7::/48", "203.0.113.9", "*.Intranet.example", "paie.example."];
        let deny = Deny::read(&entries).expect("entries");
        for closed in ["198.51.100.0", "198.51.100.127", "2001:db8:7:ffff::1", "203.0.113.9"] {
            assert!(deny.covers_address(closed.parse().expect("an address")), "{closed}");
        }
        for open in ["198.51.100.128", "2001:db8:8::1", "203.0.113.8", "1.1.1.1", "::ffff:1.1.1.1"] {
            assert!(!deny.covers_address(open.parse().expect("an address")), "{open}");
        }
        for closed in ["intranet.example", "a.b.INTRANET.example.", "paie.example"] {
            assert!(deny.covers_name(closed), "{closed}");
        }
        for open in ["monintranet.example", "example", "paie.example.org"] {
            assert!(!deny.covers_name(open), "{open}");
        }
    }

    #[test]
    fn what_is_neither_is_refused_with_its_reason() {
        for entry in
            ["", "10.0.0.0/33", "::/129", "1.2.3", "1.2.3.4/x", "a b", "http://a.example/", "a..example"]
        {
            assert_eq!(Deny::read(&[entry]), Err(BadDeny(entry.to_owned())), "{entry}");
        }
    }
}
