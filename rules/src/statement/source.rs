//! The pages from which declarations were read.

use super::PageReading;
use crate::page::without_www;
use url::Url;

/// A page that was read, of the sample or beside it.
pub struct SourceReading {
    /// Index into the audit's `pages`; `None` for a page beside the sample.
    pub page: Option<u32>,
    /// Address as requested.
    pub url: String,
    /// Address after redirects.
    pub final_url: String,
    pub reading: PageReading,
}

/// Whether both addresses lead to the same page. Scheme, `www.`, fragment, final slash and `index.html` (`.htm`,
/// `.php`) are ignored.
pub fn same_page(one: &str, other: &str) -> bool {
    key(one).is_some_and(|one| key(other) == Some(one))
}

fn key(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    let host = without_www(&host);
    let path = url.path().trim_end_matches('/');
    let path = ["/index.html", "/index.htm", "/index.php"]
        .iter()
        .find_map(|name| path.strip_suffix(name))
        .unwrap_or(path);
    Some(format!("{host}:{:?}{path}?{}", url.port(), url.query().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_is_known_under_its_names() {
        assert!(same_page("http://www.a.example/accessibilite/", "https://a.example/accessibilite#haut"));
        assert!(same_page("https://a.example/index.html", "https://a.example/"));
        assert!(!same_page("https://a.example/accessibilite", "https://b.example/accessibilite"));
    }
}
