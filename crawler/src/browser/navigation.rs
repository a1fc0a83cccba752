//! Opens a page straight, without its driver: the driver's own waiting would cost a sixth of every page.

use super::{call::CallError, devtools::DevTools, error::PageError, tab::Tab};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// How long a page that stopped loading before its `load` event may take to have one after all.
const GRACE: Duration = Duration::from_secs(1);

/// Until it has loaded, which a page that leads to another one prolongs. `reached` is called when it has answered.
pub async fn open(tools: &DevTools, url: &Url, mut reached: impl FnMut()) -> Result<(), PageError> {
    tools.turn(false);
    let mut tab = tools.tab();
    let answer = tokio::select! {
        answer = tools.ask("Page.navigate", json!({ "url": url.as_str() })) => answer?,
        _ = tab.wait_for(Tab::keeps_opening_dialogs) => return Err(PageError::Dialogs),
    };
    reached();
    if let Some(error) = answer["errorText"].as_str().filter(|error| !error.is_empty()) {
        // A tab that crashed answers as one that downloads, but nothing more.
        tools.call("Page.getFrameTree", json!({})).await?;
        return Err(PageError::network(error));
    }
    settle(tools).await
}

/// Until nothing is under way in the tab.
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
            // One that was told to stop has no such event.
            Err(_) => return Ok(()),
        }
    }
}

/// No part of the new page has come, and the page before it does not answer: it cannot be left.
pub async fn is_held_back(tools: &DevTools) -> bool {
    const AT_ONCE: Duration = Duration::from_millis(500);
    let has_come = tools.tab().borrow().was_shown();
    !has_come && timeout(AT_ONCE, tools.call("Page.getFrameTree", json!({}))).await.is_err()
}
