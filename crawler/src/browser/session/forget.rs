//! Before each page the browser is reset to the state of a new visitor.

use super::{Left, Session};
use crate::browser::{call::CallError, error::PageError, navigation, tab::LoadedDocument};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// Longest time for leaving a page.
const LEAVING: Duration = Duration::from_secs(3);

impl Session {
    /// Gives the browser the state of a new one, and returns the document that is then open. A page of another site, or
    /// one that may have stored unknown data, is left first, so that none of its scripts run any more. Doing so for
    /// each page would take a tenth of the time. Every failure here is caused by the previous page.
    pub async fn forget(&mut self, next: &Url) -> Result<LoadedDocument, PageError> {
        let origin = next.origin().ascii_serialization();
        let is_same_site = self.last_origin.as_ref() == Some(&origin);
        let before = self.document().await?;
        let is_still_there = is_same_site && self.left != Left::Unknown && before.origin == origin;
        // If only the fragment differs from the open page, the browser would only scroll.
        if is_still_there && next.fragment().is_none() {
            tokio::try_join!(self.empty_cookies(), self.empty_storage(&before, is_same_site))?;
            return Ok(before);
        }
        match timeout(LEAVING, self.open_page(&navigation::blank(), || ())).await {
            Ok(opened) => opened?,
            Err(_) => return Err(PageError::HeldBack),
        }
        let emptying = self.empty_storage(&before, is_same_site);
        let (open, (), ()) = tokio::try_join!(self.document(), self.empty_cookies(), emptying)?;
        if !is_same_site {
            self.bound_storage(&origin).await;
        }
        self.last_origin = Some(origin);
        Ok(open)
    }

    /// Limits the storage of a site; by default, it may use three fifths of the disk. If the browser does not know this
    /// command, the disk is still checked.
    async fn bound_storage(&self, origin: &str) {
        let asked = json!({ "origin": origin, "quotaSize": self.storage_quota });
        if let Err(error) = self.cdp("Storage.overrideQuotaForOrigin", asked).await {
            tracing::debug!(origin, %error, "its storage has no bound of its own");
        }
    }

    /// The open document. It is taken from the tab's events where there are any, because the page itself may be too
    /// busy to answer.
    async fn document(&self) -> Result<LoadedDocument, PageError> {
        let told = self.channel.direct().and_then(|tools| tools.tab().borrow().open.clone());
        if let Some(open) = told {
            return Ok(open);
        }
        let tree = self.within_capture(self.cdp("Page.getFrameTree", json!({}))).await?;
        let frame = tree["frameTree"]["frame"].clone();
        serde_json::from_value(frame).map_err(|error| PageError::Crash(format!("no document: {error}")))
    }

    async fn empty_cookies(&self) -> Result<(), PageError> {
        self.within_capture(self.cdp("Network.clearBrowserCookies", json!({}))).await.map(drop)
    }

    /// Empties the storage, so that a page does not depend on earlier pages. The previous page may have stored data
    /// both under the requested address and under the one it redirected to.
    async fn empty_storage(&self, before: &LoadedDocument, stays_on_site: bool) -> Result<(), PageError> {
        let Some(last) = &self.last_origin else { return Ok(()) };
        let led_elsewhere = before.origin != *last && before.origin.starts_with("http");
        let forgetting = async {
            if self.left == Left::Nothing && stays_on_site && !led_elsewhere {
                return Ok(());
            }
            self.clear_storage(last).await?;
            if led_elsewhere { self.clear_storage(&before.origin).await } else { Ok(()) }
        };
        self.within_capture(forgetting).await
    }

    /// Clears local storage, which here includes session storage.
    async fn clear_storage(&self, origin: &str) -> Result<(), CallError> {
        let types = "file_systems,indexeddb,local_storage,service_workers,cache_storage";
        let asked = json!({ "origin": origin, "storageTypes": types });
        self.cdp("Storage.clearDataForOrigin", asked).await.map(drop)
    }
}
