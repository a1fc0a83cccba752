//! How far a run is: a bar on a terminal, plain lines otherwise, always on standard error.

use crate::report::tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rules::audit::{Audit, AuditOutcome};
use std::io::IsTerminal;

pub struct Progress {
    bar: Option<ProgressBar>,
    total: u64,
    done: std::sync::atomic::AtomicU64,
}

impl Progress {
    pub fn of(counts: store::Progress) -> Self {
        let done = (counts.evaluated + counts.not_evaluated).max(0) as u64;
        let total = done + (counts.due + counts.running + counts.stale).max(0) as u64;
        let bar = std::io::stderr().is_terminal().then(|| bar(total, done));
        Self { bar, total, done: done.into() }
    }

    pub fn site(&self, audit: &Audit) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        match &self.bar {
            Some(bar) => {
                bar.set_position(done);
                bar.set_message(audit.site.host.clone());
            }
            None => tell(&format!("{done}/{} {}: {}", self.total, audit.site.host, in_short(audit))),
        }
    }
}

fn bar(total: u64, done: u64) -> ProgressBar {
    let template = "{bar:30} {pos}/{len} sites, {eta} left  {wide_msg}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style);
    bar.set_position(done);
    bar
}

fn in_short(audit: &Audit) -> String {
    let summary = &audit.summary;
    match &audit.outcome {
        AuditOutcome::NotEvaluated { cause, detail } => match detail {
            Some(detail) => format!("not evaluated, {cause} ({detail})"),
            None => format!("not evaluated, {cause}"),
        },
        AuditOutcome::Evaluated => format!(
            "{} pages, {} criteria proven non-conforming, {} not applicable",
            summary.pages_audited, summary.failed, summary.inapplicable
        ),
    }
}
