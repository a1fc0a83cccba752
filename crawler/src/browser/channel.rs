//! The connection for commands of the Chrome DevTools Protocol: directly over the browser's pipes if it runs on this
//! machine, otherwise through its WebDriver.

use super::{
    call::{CallError, read},
    cdp::Cdp,
    devtools::DevTools,
    own::Pipes,
};
use fantoccini::Client;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// A connection to a browser. A direct one can have several commands under way, and none waits for a navigation that
/// the page has begun.
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
    /// A connection through a WebDriver. `frame` is the id of the main frame, which is also that of the window.
    pub fn driver(client: Client, frame: String, script: Duration) -> Self {
        Self { way: Way::Driver(client), frame, script }
    }

    /// A direct connection to the only tab of a browser of our own.
    pub async fn straight(pipes: Pipes, script: Duration) -> Result<Self, CallError> {
        let tools = DevTools::over(pipes).await?;
        let frame = tools.frame().to_owned();
        Ok(Self { way: Way::Direct(tools), frame, script })
    }

    /// Id of the main frame.
    pub fn frame(&self) -> &str {
        &self.frame
    }

    /// Longest run time of one of our scripts.
    pub fn script(&self) -> Duration {
        self.script
    }

    /// Sends a command. Gives the answer unparsed, because most answers are parsed on another thread.
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

    /// Whether a style sheet of the page did not arrive. Through a WebDriver this is not known.
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
