//! Progress of a run on standard error: one line for each site, and on a terminal a bar below them.

pub mod summary;

use crate::{report::tell, terminal::one_line, words::say};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rules::audit::{Audit, AuditOutcome};
use std::{
    io::IsTerminal,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// Number of finished sites from which the pace is known well enough for an estimate.
const TELLS_THE_PACE: u64 = 8;

pub struct Progress {
    bar: Option<ProgressBar>,
    total: u64,
    done: AtomicU64,
    /// Number of audits that an earlier run had done.
    before: u64,
}

impl Progress {
    pub fn from_counts(counts: store::Progress) -> Self {
        let before = (counts.evaluated + counts.not_evaluated).max(0) as u64;
        let total = before + (counts.due + counts.running + counts.stale).max(0) as u64;
        let bar = std::io::stderr().is_terminal().then(|| bar(total, before));
        Self { bar, total, done: before.into(), before }
    }

    pub fn site(&self, audit: &Audit) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let line =
            format!("{done}/{} {}: {}", self.total, one_line(&audit.site.host), one_line(&in_short(audit)));
        let Some(bar) = &self.bar else { return tell(&line) };
        bar.println(line);
        bar.set_position(done);
        let left = estimate(self.total, done, self.before, bar.elapsed());
        bar.set_message(left.map_or_else(String::new, |left| say!("run-left", minutes = left)));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Whole minutes that the rest will take at the pace of this run. `None` while too little is known, or if nothing is
/// left.
fn estimate(total: u64, done: u64, before: u64, elapsed: Duration) -> Option<u64> {
    let (here, left) = (done.checked_sub(before)?, total.checked_sub(done)?);
    if here < TELLS_THE_PACE || left == 0 {
        return None;
    }
    Some((elapsed.as_secs() * left / here).div_ceil(60).max(1))
}

fn bar(total: u64, done: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {wide_msg}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style);
    bar.set_position(done);
    bar
}

fn in_short(audit: &Audit) -> String {
    let summary = &audit.summary;
    match &audit.outcome {
        AuditOutcome::NotEvaluated { cause, detail } => {
            let label = summary::label(cause);
            match detail {
                Some(detail) => say!("site-not-evaluated-because", cause = label, detail = detail),
                None => say!("site-not-evaluated", cause = label),
            }
        }
        AuditOutcome::Evaluated => say!(
            "site-evaluated",
            pages = summary.pages_audited,
            failed = summary.failed,
            inapplicable = summary.inapplicable,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_estimated_before_the_pace_is_known() {
        let minute = Duration::from_secs(60);
        assert_eq!(estimate(300, 1, 0, minute), None);
        assert_eq!(
            estimate(300, 207, 200, minute),
            None,
            "sites of an earlier run do not count for the pace"
        );
        assert_eq!(estimate(300, 10, 0, minute), Some(29));
        assert_eq!(estimate(300, 210, 200, minute), Some(9));
        assert_eq!(estimate(10, 10, 0, minute), None, "nothing is left");
        assert_eq!(estimate(12, 10, 0, Duration::from_secs(1)), Some(1), "never «0»");
    }
}
