//! What the lines of sites and of audits share.

use crate::{exports::cells::Row, input::AuditHead};
use rules::audit::AuditOutcome;

/// `evaluated` or `not-evaluated`, then the cause.
pub fn outcome(row: Row, head: &AuditHead) -> Row {
    match &head.outcome {
        AuditOutcome::Evaluated => row.own("evaluated").empty(),
        AuditOutcome::NotEvaluated { cause, .. } => row.own("not-evaluated").text(cause, 60),
    }
}

/// Failed, inapplicable, passed, to verify, both parts of the ceiling; empty where nothing was evaluated.
pub fn figures(row: Row, head: Option<&AuditHead>) -> Row {
    let evaluated = head.filter(|head| head.outcome == AuditOutcome::Evaluated && head.withdrawn.is_none());
    let Some(summary) = evaluated.map(|head| &head.summary) else {
        return (0..6).fold(row, |row, _| row.empty());
    };
    let row = row
        .number(summary.failed)
        .number(summary.inapplicable)
        .number(summary.passed)
        .number(summary.cant_tell);
    match summary.ceiling() {
        Some(ceiling) => row.number(ceiling.numerator).number(ceiling.denominator),
        None => row.empty().empty(),
    }
}
