//! Has the browser keep a record of what a page's scripts put off: no script of ours could see it, since each page has its
//! timers for itself. A browser keeps one record at a time. Where it keeps none, a page is still looked at.

use super::{
    call::CallError,
    devtools::DevTools,
    record::{Record, StillOpen},
};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

/// Kilobytes of a record.
const MOST_KILOBYTES: u32 = 16 << 10;
/// A browser that takes longer is not waited for.
const WITHIN: Duration = Duration::from_secs(2);

/// Begins the record of the page that is asked for next.
pub async fn begin(tools: &DevTools) {
    // That of a page that was left early may still go on.
    if end(tools).await.is_ok() {
        has_come(tools).await;
    }
    tools.records(|record| *record = Record::default());
    go_on(tools).await;
}

/// Goes on with the record of the page that is open.
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

/// Asks for the record, which then comes beside whatever else is asked.
pub async fn end(tools: &DevTools) -> Result<(), CallError> {
    let mut is_there = false;
    tools.records(|record| is_there = record.ends());
    if is_there {
        tools.call("Tracing.end", json!({})).await?;
    }
    Ok(())
}

/// What the page has put off by at most `longest`, once its record has come; `None` where there is none.
pub async fn still_open(tools: &DevTools, longest: Duration) -> Option<StillOpen> {
    has_come(tools).await;
    let mut open = None;
    tools.records(|record| open = record.still_open(longest));
    open
}

/// Waits until a record that was asked for has come, or is late.
async fn has_come(tools: &DevTools) {
    let mut record = tools.record();
    let _ = timeout(WITHIN, record.wait_for(|record| !record.is_coming())).await;
}
