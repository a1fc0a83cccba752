//! Lets the browser record the work that scripts of a page delay. Our own scripts could not see it, because timers
//! belong to the page's own world. A browser keeps one record at a time. Without a record, pages are still watched for
//! changes.

use super::{
    call::CallError,
    devtools::DevTools,
    record::{Record, StillOpen},
};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

/// Largest size of a record, in kilobytes.
const MOST_KILOBYTES: u32 = 16 << 10;
/// Longest wait for the browser to start or to send a record.
const WITHIN: Duration = Duration::from_secs(2);

/// Starts the record of the page that is requested next.
pub async fn begin(tools: &DevTools) {
    // The record of the previous page may still be open, if that page was left early.
    if end(tools).await.is_ok() {
        has_come(tools).await;
    }
    tools.records(|record| *record = Record::default());
    go_on(tools).await;
}

/// Records again, for the page that is open.
pub async fn go_on(tools: &DevTools) {
    let asked = json!({
        "transferMode": "ReportEvents",
        "traceConfig": {
            "recordMode": "recordUntilFull",
            "traceBufferSizeInKb": MOST_KILOBYTES,
            "includedCategories": ["devtools.timeline"],
        },
    });
    match timeout(WITHIN, tools.call("Tracing.start", asked)).await {
        Ok(Ok(_)) => tools.records(Record::begins),
        Ok(Err(error)) => tracing::debug!(%error, "no record of timers"),
        Err(_) => tracing::debug!("no record of timers: the browser is late"),
    }
}

/// Requests the record. It arrives as events, while other commands are answered.
pub async fn end(tools: &DevTools) -> Result<(), CallError> {
    let mut is_there = false;
    tools.records(|record| is_there = record.ends());
    if is_there {
        tools.call("Tracing.end", json!({})).await?;
    }
    Ok(())
}

/// Work that the page has delayed by at most `longest`, once its record has arrived; `None` if there is no record.
pub async fn still_open(tools: &DevTools, longest: Duration) -> Option<StillOpen> {
    has_come(tools).await;
    let mut open = None;
    tools.records(|record| open = record.still_open(longest));
    open
}

/// Waits until a requested record has arrived, at most for `WITHIN`.
async fn has_come(tools: &DevTools) {
    let mut record = tools.record();
    let _ = timeout(WITHIN, record.wait_for(|record| !record.is_coming())).await;
}
