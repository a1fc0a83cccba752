//! How commands of the Chrome DevTools Protocol reach a browser: straight over its own pipes where it runs on this
//! machine, through its WebDriver everywhere else.

use super::{cdp::Cdp, devtools::DevTools, own::Pipes};
use fantoccini::{Client, error::CmdError};
use serde_json::{Value, value::RawValue};

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error(transparent)]
    Driver(#[from] CmdError),
    /// The browser's own words.
    #[error("the browser refuses {command}: {message}")]
    Refused { command: &'static str, message: String },
    #[error("the page ended: {0}")]
    Ended(&'static str),
    #[error("unreadable answer to {command}: {error}")]
    Unreadable { command: &'static str, error: serde_json::Error },
}

impl CallError {
    pub const ENDED: Self = Self::Ended("the browser is gone");
}

/// Straight, several commands can be under way at once, and none waits for a navigation that the page has begun.
pub struct Channel {
    way: Way,
    frame: String,
}

enum Way {
    Driver(Client),
    Direct(DevTools),
}

impl Channel {
    /// Through the WebDriver; `frame` is the main frame's name, which is the window's too.
    pub fn driver(client: Client, frame: String) -> Self {
        Self { way: Way::Driver(client), frame }
    }

    /// Straight to the one tab of a browser of our own.
    pub async fn straight(pipes: Pipes) -> Result<Self, String> {
        let tools = DevTools::over(pipes).await?;
        let frame = tools.frame().to_owned();
        Ok(Self { way: Way::Direct(tools), frame })
    }

    /// Name of the main frame.
    pub fn frame(&self) -> &str {
        &self.frame
    }

    /// The answer as it came: most of it is read on another thread.
    pub async fn call(&self, command: &'static str, parameters: Value) -> Result<Box<RawValue>, CallError> {
        match &self.way {
            Way::Direct(tools) => tools.call(command, parameters).await,
            Way::Driver(client) => {
                let answer = client.issue_cmd(Cdp::new(command, parameters)).await?;
                let unreadable = |error| CallError::Unreadable { command, error };
                serde_json::value::to_raw_value(&answer).map_err(unreadable)
            }
        }
    }

    pub async fn ask(&self, command: &'static str, parameters: Value) -> Result<Value, CallError> {
        read(command, &self.call(command, parameters).await?)
    }

    /// A style sheet of the page did not come. Behind a driver that is not known.
    pub fn lacks_style_sheet(&self) -> bool {
        self.direct().is_some_and(|tools| tools.tab().borrow().requests.lacks_style_sheet())
    }

    pub fn direct(&self) -> Option<&DevTools> {
        match &self.way {
            Way::Direct(tools) => Some(tools),
            Way::Driver(_) => None,
        }
    }
}

pub(super) fn read(command: &'static str, answer: &RawValue) -> Result<Value, CallError> {
    serde_json::from_str(answer.get()).map_err(|error| CallError::Unreadable { command, error })
}
