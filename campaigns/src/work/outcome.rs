//! Tells from an audit that did not see its site whether the fault may be on our side.

use crawler::cause::Cause;
use rules::audit::{Audit, AuditOutcome};

/// Whether the audit could learn nothing of the site, for a reason on our side.
pub(super) fn is_ours(audit: &Audit) -> bool {
    matches!(cause(audit), Some(Cause::ResolverUnavailable | Cause::BrowserUnavailable))
}

fn cause(audit: &Audit) -> Option<Cause> {
    let AuditOutcome::NotEvaluated { cause, .. } = &audit.outcome else { return None };
    cause.parse().ok()
}

/// Whether the site could not be reached: either the site is away, or our connection is.
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
