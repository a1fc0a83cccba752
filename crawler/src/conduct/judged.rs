//! Turns what the browser gave into verdicts: kept bytes, a look whether it is the page, the rules. Runs on any thread.

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

/// A page of usual size is judged in a tenth of a second, and one that is made to take long has used up its steps before
/// this. So it strikes only where a rule does what no step counts, or where the machine hardly moves.
const LONGEST: Duration = Duration::from_secs(600);

pub struct JudgedCapture {
    pub verdict: PageVerdict,
    /// The page's words about the site's own accessibility.
    pub reading: PageReading,
    /// The kept page.
    pub bytes: Vec<u8>,
    pub page: Page,
}

/// `site` is `None` where exactly this address was asked for, wherever it leads.
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
