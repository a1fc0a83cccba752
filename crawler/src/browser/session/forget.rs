//! Before each page the browser becomes one that was never anywhere.

use super::Session;
use crate::browser::{channel::CallError, error::PageError};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// How long a page may hold back who leaves it.
const LEAVING: Duration = Duration::from_secs(3);

/// The document that is open.
pub struct Document {
    /// Each load has a name of its own.
    pub(super) loader: String,
    pub(super) origin: String,
}

impl Session {
    /// Makes the browser as one that was never anywhere, and gives the document that is open then. What is no page of the
    /// same site, or stored something, is left first, so that nothing of it runs any more. Whatever goes wrong is the
    /// doing of the page before.
    pub async fn forget(&mut self, next: &Url) -> Result<Document, PageError> {
        let origin = next.origin().ascii_serialization();
        let is_same_site = self.last_origin.as_ref() == Some(&origin);
        // To another place of the page that is open, the browser would only scroll.
        if is_same_site && !self.stored && next.fragment().is_none() {
            let (open, ()) = tokio::try_join!(self.document(), self.empty_cookies())?;
            if open.origin == origin {
                return Ok(open);
            }
        }
        let left = self.document().await?;
        match timeout(LEAVING, self.open_page(&blank())).await {
            Ok(opened) => opened?,
            Err(_) => return Err(PageError::HeldBack),
        }
        let (open, ()) = tokio::try_join!(self.document(), self.empty_cookies())?;
        self.empty_storage(next, &left).await?;
        Ok(open)
    }

    async fn document(&self) -> Result<Document, PageError> {
        let tree = self.within_capture(self.cdp("Page.getFrameTree", json!({}))).await?;
        let text = |name| tree["frameTree"]["frame"][name].as_str().unwrap_or_default().to_owned();
        Ok(Document { loader: text("loaderId"), origin: text("securityOrigin") })
    }

    async fn empty_cookies(&self) -> Result<(), PageError> {
        self.within_capture(self.cdp("Network.clearBrowserCookies", json!({}))).await.map(drop)
    }

    /// Empties the storage, so that what a page shows does not depend on the pages before it. The page before may have
    /// stored under the address it was asked at and under the one it led to.
    async fn empty_storage(&mut self, next: &Url, open: &Document) -> Result<(), PageError> {
        let next = next.origin().ascii_serialization();
        let Some(last) = self.last_origin.replace(next) else { return Ok(()) };
        let other_site = last != self.last_origin.as_deref().unwrap_or_default();
        let led_elsewhere = open.origin != last && open.origin.starts_with("http");
        let forgetting = async {
            if !self.stored && !other_site && !led_elsewhere {
                return Ok(());
            }
            self.clear_storage(&last).await?;
            if led_elsewhere { self.clear_storage(&open.origin).await } else { Ok(()) }
        };
        self.within_capture(forgetting).await
    }

    /// Local storage stands for that of the session too.
    async fn clear_storage(&self, origin: &str) -> Result<(), CallError> {
        let types = "file_systems,indexeddb,local_storage,service_workers,cache_storage";
        let asked = json!({ "origin": origin, "storageTypes": types });
        self.cdp("Storage.clearDataForOrigin", asked).await.map(drop)
    }
}

fn blank() -> Url {
    Url::parse("about:blank").expect("a constant")
}
