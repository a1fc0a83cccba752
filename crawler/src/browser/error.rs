//! Errors of browsers, and which of them the page causes.

use super::call::CallError;
use fantoccini::error::CmdError;
use std::path::PathBuf;

/// No browser is available, so the run cannot continue.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    #[error("no {what} found (looked for {}): install Debian's package `{package}`, or name it in the configuration", list(.looked_for))]
    NotInstalled { what: &'static str, package: &'static str, looked_for: Vec<PathBuf> },
    #[error("`{}` cannot be started: {source}", program.display())]
    NotStarted { program: PathBuf, source: std::io::Error },
    #[error("`{}` does not answer: {reason}; it wrote: {output}", program.display())]
    Silent { program: PathBuf, reason: Box<CallError>, output: String },
    #[error("the WebDriver at {endpoint} opens no session: {reason}")]
    NoSession { endpoint: String, reason: String },
    #[error("no port for the browser's way out: {0}")]
    NoWayOut(std::io::Error),
    #[error("no folder for the browser's profile: {0}")]
    NoProfile(std::io::Error),
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Reason for which one page was not captured. The run continues.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Chromium's name of a network error (`ERR_NAME_NOT_RESOLVED` …).
    #[error("the browser could not reach the page: {0}")]
    Network(String),
    /// The time in seconds; 0 where the driver gave up by itself.
    #[error("the page was not ready in time{}", after(*.0))]
    Timeout(u64),
    #[error("the page answers with a download, not with a document")]
    Download,
    #[error("the page keeps opening dialogs")]
    Dialogs,
    #[error("the page is too big to be captured: {0}")]
    TooBig(String),
    #[error("the page broke off before its end")]
    Cut,
    #[error("the page keeps leaving for another while it is read")]
    Left,
    /// The requested page is not the cause.
    #[error("the page before does not let itself be left")]
    HeldBack,
    #[error("the browser ended or stopped answering: {0}")]
    Crash(String),
    /// The requested page is not the cause.
    #[error("no browser can be had: {0}")]
    NoBrowser(String),
}

impl From<CallError> for PageError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Driver(error) => page_error(error),
            CallError::Refused { message, .. } if has_left(&message) => Self::Left,
            CallError::Late(after) => Self::Timeout(after.as_secs()),
            other => Self::Crash(other.to_string()),
        }
    }
}

/// Whether the browser's message means that the document is gone.
fn has_left(message: &str) -> bool {
    ["Cannot find context", "context was destroyed", "navigated or closed"]
        .iter()
        .any(|words| message.contains(words))
}

fn after(seconds: u64) -> String {
    if seconds == 0 { String::new() } else { format!(" ({seconds} s)") }
}

impl PageError {
    /// Finds the name of the network error in the browser's message, such as `net::ERR_TIMED_OUT`.
    pub(super) fn network(words: &str) -> Self {
        let is_name = |c: &char| c.is_ascii_uppercase() || *c == '_' || c.is_ascii_digit();
        let name: String = words.split("net::").nth(1).unwrap_or(words).chars().take_while(is_name).collect();
        match name.as_str() {
            "ERR_ABORTED" => Self::Download,
            _ => Self::Network(name),
        }
    }

    /// Whether the failure says nothing about the page, so that another attempt in another browser may succeed.
    pub fn is_bad_luck(&self) -> bool {
        matches!(self, Self::Left | Self::HeldBack | Self::Crash(_) | Self::NoBrowser(_))
    }

    /// Whether the browser may be in a wrong state afterwards and must be replaced.
    pub fn spoils_browser(&self) -> bool {
        !matches!(self, Self::Network(_) | Self::Download | Self::Cut | Self::Left)
    }
}

/// Longest reason in characters. If something else answers in place of a driver, the reason may be a whole page.
pub(super) const LONGEST_REASON: usize = 300;

/// Converts the driver's error into that of the page.
pub(super) fn page_error(error: CmdError) -> PageError {
    let text = error.to_string();
    if text.contains("net::") {
        return PageError::network(&text);
    }
    if error.is_unexpected_alert_open() {
        return PageError::Dialogs;
    }
    if error.is_timeout() || error.is_script_timeout() {
        return PageError::Timeout(0);
    }
    let first = text.lines().next().unwrap_or_default();
    PageError::Crash(first.chars().take(LONGEST_REASON).collect())
}
