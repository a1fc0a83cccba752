//! From what the browser gave to verdicts: kept bytes, a look whether it is the page, the rules. On any thread.

use super::{Failure, look, visit::cause_of};
use crate::{browser::Captured, cause::Cause, discovery::Site};
use rules::{
    Page,
    judge::{PageVerdict, judge, judge_by_all},
    statement::{self, PageReading},
};

pub struct JudgedCapture {
    pub verdict: PageVerdict,
    /// What the page says of the site's own accessibility.
    pub reading: PageReading,
    /// The kept page.
    pub bytes: Vec<u8>,
    pub page: Page,
}

/// `site` is `None` where exactly this address was asked for, wherever it leads: it is then judged by all rules, those
/// that serve no test of the referential included.
pub fn judged(captured: Captured, site: Option<&Site>) -> Result<JudgedCapture, Failure> {
    let snapshot = captured.snapshot().map_err(|error| Failure::new(cause_of(&error), error.to_string()))?;
    let bytes = snapshot.encode();
    let page = Page::new(snapshot).map_err(|error| Failure::new(Cause::Internal, error.to_string()))?;
    if let Some(failure) = look::failure(&page, site) {
        return Err(failure);
    }
    let verdict = if site.is_some() { judge(&page) } else { judge_by_all(&page) };
    Ok(JudgedCapture { verdict, reading: statement::read(&page), bytes, page })
}
