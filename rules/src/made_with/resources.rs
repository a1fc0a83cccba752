//! The addresses on the page's own host from which it loads styles, scripts and images.

use crate::{Node, Page, page::bare_host};
use url::Url;

/// Largest number of resources that are examined; a page loads some hundreds at most.
const MOST: usize = 2_000;

/// The paths, in lower case. A file on another host does not show how this site was made.
pub fn own_paths(page: &Page) -> Vec<String> {
    let Ok(own) = Url::parse(page.url()) else { return Vec::new() };
    let Some(base) = page.base() else { return Vec::new() };
    let path = |node: Node<'_>| {
        let written = node.attribute(if node.is("link") { "href" } else { "src" })?;
        let url = base.join(written.trim()).ok()?;
        (is_web(&url) && bare_host(&url) == bare_host(&own)).then(|| url.path().to_ascii_lowercase())
    };
    let loads = page.all(&["link", "script", "img"]).into_iter().filter(|node| node.document() == 0);
    loads.take(MOST).filter_map(path).collect()
}

pub fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}
