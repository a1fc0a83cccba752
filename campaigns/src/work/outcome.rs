//! Audits that could not see their site, read as a sign that the fault is ours.

use crawler::cause::Cause;
use rules::audit::{Audit, AuditOutcome};

/// Nothing is known of the site, for our own fault.
pub(super) fn is_ours(audit: &Audit) -> bool {
    matches!(cause(audit), Some(Cause::ResolverUnavailable | Cause::BrowserUnavailable))
}

fn cause(audit: &Audit) -> Option<Cause> {
    let AuditOutcome::NotEvaluated { cause, .. } = &audit.outcome else { return None };
    cause.parse().ok()
}

/// The site may be away, or we are.
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
