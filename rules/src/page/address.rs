//! Addresses as they are written in a page.

use super::Page;
use url::Url;

impl Page {
    /// The base of relative addresses: the address of the first `base` element that can be parsed, else the page's own
    /// address. `None` if the page's own address cannot be parsed.
    pub fn base(&self) -> Option<Url> {
        let own = Url::parse(self.url()).ok()?;
        let written = self.all(&["base"]).into_iter().find_map(|base| own.join(base.attribute("href")?).ok());
        Some(written.unwrap_or(own))
    }
}

/// A host name without `www.`
pub fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The host without `www.`; empty where there is none.
pub fn bare_host(url: &Url) -> &str {
    without_www(url.host_str().unwrap_or_default())
}

/// The host of an address without `www.`, in lower case.
pub fn host_of(address: &str) -> Option<String> {
    let host = Url::parse(address).ok()?.host_str()?.to_ascii_lowercase();
    Some(without_www(&host).to_owned())
}
