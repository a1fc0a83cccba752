//! Opens a page directly, without a driver, whose own waiting would take a sixth of the time of every page.

use super::{call::CallError, devtools::DevTools, error::PageError, tab::Tab};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// Longest wait for the `load` event of a page that has stopped loading.
const GRACE: Duration = Duration::from_secs(1);

/// Opens a page and waits until it has loaded. A page that navigates to another prolongs this. `reached` is called when
/// the server has responded.
pub async fn open(tools: &DevTools, url: &Url, mut reached: impl FnMut()) -> Result<(), PageError> {
    tools.turn(false);
    let mut tab = tools.tab();
    let answer = tokio::select! {
        answer = tools.ask("Page.navigate", json!({ "url": url.as_str() })) => answer?,
        _ = tab.wait_for(Tab::keeps_opening_dialogs) => return Err(PageError::Dialogs),
    };
    reached();
    if let Some(error) = answer["errorText"].as_str().filter(|error| !error.is_empty()) {
        // A crashed tab gives the same answer as one with a download, but answers nothing further.
        tools.call("Page.getFrameTree", json!({})).await?;
        return Err(PageError::network(error));
    }
    settle(tools).await
}

/// The address of an empty page.
pub fn blank() -> Url {
    Url::parse("about:blank").expect("a constant")
}

/// Waits until nothing is loading in the tab.
pub async fn settle(tools: &DevTools) -> Result<(), PageError> {
    let mut tab = tools.tab();
    let ended = |_| CallError::ENDED;
    loop {
        let settled = tab.wait_for(|tab| tab.has_stopped() || tab.keeps_opening_dialogs());
        let (loaded, dialogs) =
            settled.await.map(|tab| (tab.loaded, tab.keeps_opening_dialogs())).map_err(ended)?;
        if dialogs {
            return Err(PageError::Dialogs);
        }
        if loaded {
            return Ok(());
        }
        let goes_on = tab.wait_for(|tab| tab.loaded || !tab.has_stopped());
        match timeout(GRACE, goes_on).await {
            Ok(told) => told.map(drop).map_err(ended)?,
            // If the loading was stopped, no `load` event comes.
            Err(_) => return Ok(()),
        }
    }
}

/// Whether no part of the new page has arrived and the previous page does not answer, so that it cannot be left.
pub async fn is_held_back(tools: &DevTools) -> bool {
    const AT_ONCE: Duration = Duration::from_millis(500);
    let has_come = tools.tab().borrow().was_shown();
    !has_come && timeout(AT_ONCE, tools.call("Page.getFrameTree", json!({}))).await.is_err()
}
