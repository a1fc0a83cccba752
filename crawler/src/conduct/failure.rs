//! Why a site or a page was not evaluated.

use crate::cause::Cause;
use rules::audit::{AuditOutcome, PageOutcome};

/// Why nothing of a site was evaluated.
#[derive(Debug, Clone)]
pub struct Failure {
    pub cause: Cause,
    pub detail: Option<String>,
}

pub(super) fn not_evaluated(failure: Failure) -> AuditOutcome {
    AuditOutcome::NotEvaluated { cause: failure.cause.code().to_owned(), detail: failure.detail }
}

impl From<Failure> for PageOutcome {
    fn from(failure: Failure) -> Self {
        Self::NotAudited { cause: failure.cause.code().to_owned(), detail: failure.detail }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.detail {
            Some(detail) => write!(formatter, "{}: {detail}", self.cause),
            None => write!(formatter, "{}", self.cause),
        }
    }
}

impl Failure {
    pub fn new(cause: Cause, detail: impl Into<String>) -> Self {
        let detail: String = detail.into().chars().take(300).collect();
        Self { cause, detail: Some(detail).filter(|detail| !detail.is_empty()) }
    }
}
