//! Where a page loads its styles, scripts and images from, on its own host.

use crate::{Node, Page};
use url::Url;

/// A page loads some hundreds at most.
const MOST: usize = 2_000;

/// The paths, in lower case. What stands on another host says nothing of how this site was made.
pub fn own_paths(page: &Page) -> Vec<String> {
    let Ok(own) = Url::parse(page.url()) else { return Vec::new() };
    let base = page.all(&["base"]).into_iter().find_map(|base| own.join(base.attribute("href")?).ok());
    let base = base.unwrap_or_else(|| own.clone());
    let path = |node: Node<'_>| {
        let written = node.attribute(if node.is("link") { "href" } else { "src" })?;
        let url = base.join(written.trim()).ok()?;
        (is_web(&url) && host(&url) == host(&own)).then(|| url.path().to_ascii_lowercase())
    };
    let loads = page.all(&["link", "script", "img"]).into_iter().filter(|node| node.document() == 0);
    loads.take(MOST).filter_map(path).collect()
}

pub fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Without `www.`; empty where there is none.
pub fn host(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
