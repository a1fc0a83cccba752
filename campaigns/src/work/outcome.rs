//! Audits that could not see their site, read as a sign that the fault is ours.

use crawler::cause::Cause;
use rules::audit::{Audit, AuditOutcome, AuditedPage, PageOutcome};

/// Nothing is known of the site, for our own fault.
pub(super) fn is_ours(audit: &Audit) -> bool {
    matches!(cause(audit), Some(Cause::ResolverUnavailable | Cause::BrowserUnavailable))
}

/// No browser could be had for some of its pages.
pub(super) fn is_seen_in_part(audit: &Audit) -> bool {
    let unavailable = Cause::BrowserUnavailable.code();
    let lost = |page: &AuditedPage| matches!(&page.outcome, PageOutcome::NotAudited { cause, .. } if cause == unavailable);
    audit.pages.iter().any(lost)
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
