//! Turns a captured page into verdicts: it is encoded for keeping, checked to be the right page, and judged by the
//! rules. Runs on any thread.

use super::{
    failure::{Failure, cause_of},
    look,
};
use crate::{browser::Captured, cause::Cause, discovery::SiteScope, monotonic::now};
use rules::{
    Page, Rule,
    judge::{MOST_STEPS, PageVerdict, Stopped, judge_within},
    statement::{self, PageReading},
};
use std::time::Duration;

/// Longest time for judging a page. A page of usual size takes a tenth of a second, and one that is made to take long
/// is stopped by the count of steps. So this limit applies only where a rule does something that is not counted, or
/// where the machine is extremely slow.
const LONGEST: Duration = Duration::from_secs(600);

pub struct JudgedCapture {
    pub verdict: PageVerdict,
    /// The page's own words about the site's accessibility, as they were read.
    pub reading: PageReading,
    /// The encoded page.
    pub bytes: Vec<u8>,
    pub page: Page,
}

/// Judges a captured page. `site` is `None` where exactly this address was requested, wherever it redirects.
pub fn judged(
    captured: Captured,
    site: Option<&SiteScope>,
    rules: &[&'static Rule],
) -> Result<JudgedCapture, Failure> {
    let snapshot = captured.snapshot().map_err(|error| Failure::new(cause_of(&error), error.to_string()))?;
    let bytes = snapshot.encode();
    let page = Page::new(snapshot).map_err(|error| Failure::new(Cause::Internal, error.to_string()))?;
    if let Some(failure) = look::failure(&page, site) {
        return Err(failure);
    }
    let begin = now();
    let verdict = judge_within(&page, rules, MOST_STEPS, &|| now() - begin < LONGEST);
    tracing::debug!(
        url = page.url(),
        steps = page.steps(),
        seconds = (now() - begin).as_secs_f64(),
        "judged"
    );
    let verdict = verdict.map_err(too_much)?;
    Ok(JudgedCapture { verdict, reading: statement::read(&page), bytes, page })
}

fn too_much(stopped: Stopped) -> Failure {
    let takes = match stopped {
        Stopped::Work => format!("{MOST_STEPS} steps"),
        Stopped::Time => format!("{} s", LONGEST.as_secs()),
    };
    Failure::new(Cause::TooBig, format!("it takes more than {takes} to be judged"))
}
