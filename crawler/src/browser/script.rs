//! Our own scripts, run in a world that the page's scripts can neither see nor change.

use super::{call::CallError, channel::Channel};
use serde_json::{Value, json};

/// Tells of a style sheet's text what other scripts look for.
pub const TEXT: &str = include_str!("capture/text.js");

/// Calls a function, written as an expression, with expressions as its arguments. Comments may stand before it.
pub async fn run(
    channel: &Channel,
    world: &Value,
    function: &str,
    arguments: &[String],
) -> Result<Value, CallError> {
    let asked = json!({
        "contextId": world,
        "returnByValue": true,
        "expression": format!("(\n{function})(\n{})", arguments.join(",\n")),
        "awaitPromise": true,
        "timeout": 2000,
    });
    let mut answer = channel.ask("Runtime.evaluate", asked).await?;
    Ok(answer["result"]["value"].take())
}
