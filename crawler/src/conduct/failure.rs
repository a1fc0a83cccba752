//! Reasons for which a site or a page was not evaluated.

use crate::{browser::PageError, cause::Cause};
use rules::audit::{AuditOutcome, PageOutcome};

/// The cause, with details such as the status or the message of an error.
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

/// The cause for an error of the browser.
pub fn cause_of(error: &PageError) -> Cause {
    match error {
        PageError::Network(name) => match name.as_str() {
            "ERR_NAME_NOT_RESOLVED" => Cause::Dns,
            "ERR_CONNECTION_REFUSED" => Cause::ConnectionRefused,
            "ERR_TOO_MANY_REDIRECTS" => Cause::TooManyRedirects,
            "ERR_EMPTY_RESPONSE"
            | "ERR_INVALID_RESPONSE"
            | "ERR_INVALID_HTTP_RESPONSE"
            | "ERR_INCOMPLETE_CHUNKED_ENCODING"
            | "ERR_CONTENT_LENGTH_MISMATCH"
            | "ERR_CONTENT_DECODING_FAILED" => Cause::BrokenAnswer,
            "ERR_TIMED_OUT" | "ERR_CONNECTION_TIMED_OUT" => Cause::Timeout,
            "ERR_INVALID_AUTH_CREDENTIALS" | "ERR_UNEXPECTED_PROXY_AUTH" => Cause::LoginRequired,
            name if name.contains("CERT") || name.contains("SSL") => Cause::Tls,
            _ => Cause::ConnectionFailed,
        },
        PageError::Timeout(_) => Cause::Timeout,
        PageError::Download => Cause::Download,
        PageError::Dialogs => Cause::BrowserHang,
        PageError::TooBig(_) => Cause::TooBig,
        PageError::Cut => Cause::BrokenAnswer,
        PageError::Left | PageError::HeldBack | PageError::Crash(_) => Cause::BrowserCrash,
        PageError::NoBrowser(_) => Cause::BrowserUnavailable,
    }
}
