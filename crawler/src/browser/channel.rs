//! The way of commands of the Chrome DevTools Protocol to a browser: straight over its own pipes if it runs on this
//! machine, through its WebDriver otherwise.

use super::{
    call::{CallError, read},
    cdp::Cdp,
    devtools::DevTools,
    own::Pipes,
};
use fantoccini::Client;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// Straight, several commands can be under way at once, and none waits for a navigation that the page has begun.
pub struct Channel {
    way: Way,
    frame: String,
    script: Duration,
}

enum Way {
    Driver(Client),
    Direct(DevTools),
}

impl Channel {
    /// Through the WebDriver; `frame` is the main frame's name, which is the window's too.
    pub fn driver(client: Client, frame: String, script: Duration) -> Self {
        Self { way: Way::Driver(client), frame, script }
    }

    /// Straight to the one tab of a browser of our own.
    pub async fn straight(pipes: Pipes, script: Duration) -> Result<Self, CallError> {
        let tools = DevTools::over(pipes).await?;
        let frame = tools.frame().to_owned();
        Ok(Self { way: Way::Direct(tools), frame, script })
    }

    /// Name of the main frame.
    pub fn frame(&self) -> &str {
        &self.frame
    }

    /// The longest that one script of ours may run.
    pub fn script(&self) -> Duration {
        self.script
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
