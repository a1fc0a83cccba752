//! Addresses on a page, in the form in which pages are compared.

use crate::{Node, Page};
use url::Url;

/// Resolves the addresses of a page.
pub struct Addresses {
    own: Url,
    pub base: Url,
}

impl Addresses {
    pub fn from_page(page: &Page) -> Option<Self> {
        Some(Self { own: Url::parse(page.url()).ok()?, base: page.base()? })
    }

    pub fn own(&self) -> String {
        without_fragment(self.own.clone())
    }

    /// The page of the same site that a link leads to. `None` for other sites, for files and for the page itself.
    pub fn of_page(&self, link: Node<'_>) -> Option<String> {
        let href = link.attribute("href").filter(|_| link.document() == 0)?.trim();
        let url = self.base.join(href).ok().filter(|_| !href.is_empty() && !href.starts_with('#'))?;
        let is_page = ["http", "https"].contains(&url.scheme()) && url.host() == self.own.host();
        is_page.then(|| without_fragment(url))
    }

    /// The absolute address without query and fragment.
    pub fn resolved(&self, address: &str) -> Option<String> {
        let mut url = self.base.join(address).ok()?;
        url.set_query(None);
        Some(without_fragment(url))
    }
}

pub fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.into()
}
