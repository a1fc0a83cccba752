//! Commands of the Chrome DevTools Protocol, sent through chromedriver's own endpoint.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// `POST /session/{id}/goog/cdp/execute`
#[derive(Debug)]
pub struct Cdp {
    command: &'static str,
    parameters: Value,
}

impl Cdp {
    pub fn new(command: &'static str, parameters: Value) -> Self {
        Self { command, parameters }
    }
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}
