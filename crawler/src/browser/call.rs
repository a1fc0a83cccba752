//! Reads the answer to a command of the browser, and names the errors that may come instead.

use fantoccini::error::CmdError;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error(transparent)]
    Driver(#[from] CmdError),
    /// The browser refused the command, with its own message.
    #[error("the browser refuses {command}: {message}")]
    Refused { command: &'static str, message: String },
    #[error("the page ended: {0}")]
    Ended(&'static str),
    #[error("unreadable answer to {command}: {error}")]
    Unreadable { command: &'static str, error: serde_json::Error },
    #[error("no answer within {0:?}")]
    Late(Duration),
    #[error("it opened no tab within {0:?}")]
    NoTab(Duration),
}

impl CallError {
    pub const ENDED: Self = Self::Ended("the browser is gone");
}

pub(super) fn read(command: &'static str, answer: &RawValue) -> Result<Value, CallError> {
    serde_json::from_str(answer.get()).map_err(|error| CallError::Unreadable { command, error })
}
