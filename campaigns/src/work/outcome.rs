//! Tells whether an audit was not evaluated for a reason that may be on our side.

use crawler::cause::Cause;
use rules::audit::{Audit, AuditOutcome};

/// Whether the site was not evaluated because our own resolver or browser did not work.
pub(super) fn is_ours(audit: &Audit) -> bool {
    matches!(cause(audit), Some(Cause::ResolverUnavailable | Cause::BrowserUnavailable))
}

fn cause(audit: &Audit) -> Option<Cause> {
    let AuditOutcome::NotEvaluated { cause, .. } = &audit.outcome else { return None };
    cause.parse().ok()
}

/// Whether the site could not be reached: either the site or our own connection does not work.
pub(super) fn is_unreached(audit: &Audit) -> bool {
    matches!(
        cause(audit),
        Some(
            Cause::Dns
                | Cause::Timeout
                | Cause::ConnectionFailed
                | Cause::ConnectionRefused
                | Cause::BrowserUnavailable
        )
    )
}
