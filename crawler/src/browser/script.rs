//! Runs our scripts in an isolated world of the page: a JavaScript context of our own, which the page's scripts can
//! neither see nor change.

use super::{call::CallError, channel::Channel};
use serde_json::{Value, json};
use std::time::Duration;

/// Script that finds traits of a style sheet's text for other scripts.
pub const TEXT: &str = include_str!("capture/text.js");

/// Calls a function, given as an expression, with expressions as arguments. Comments may stand before the function.
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
        "timeout": channel.script().as_millis() as u64,
    });
    let answer = channel.ask("Runtime.evaluate", asked).await;
    let mut answer = answer.map_err(|error| late(error, channel.script()))?;
    Ok(answer["result"]["value"].take())
}

/// The browser's messages when it stops a script after its time. The second one comes for a script that would return a
/// promise.
const BROKEN_OFF: [&str; 2] = ["Execution was terminated", "Internal error"];

fn late(error: CallError, after: Duration) -> CallError {
    let words = error.to_string();
    if BROKEN_OFF.iter().any(|broken_off| words.contains(broken_off)) {
        CallError::Late(after)
    } else {
        error
    }
}

/// The `backendNodeId` of the element that this expression gives in the world. `None` where it gives no element.
pub async fn element(channel: &Channel, world: &Value, expression: &str) -> Result<Option<i64>, CallError> {
    match object(channel, Some(world), expression).await? {
        Some(object) => name(channel, &object).await,
        None => Ok(None),
    }
}

/// The browser's identifier of the object that this expression gives in the world, or in the page's own world if none
/// is given. `None` where it gives no object.
pub async fn object(
    channel: &Channel,
    world: Option<&Value>,
    expression: &str,
) -> Result<Option<Value>, CallError> {
    let mut asked = json!({ "expression": expression });
    if let Some(world) = world {
        asked["contextId"] = world.clone();
    }
    let mut found = channel.ask("Runtime.evaluate", asked).await?;
    Ok(Some(found["result"]["objectId"].take()).filter(Value::is_string))
}

/// The `backendNodeId` of an element, by the browser's identifier of the object.
pub async fn name(channel: &Channel, object: &Value) -> Result<Option<i64>, CallError> {
    let told = channel.ask("DOM.describeNode", json!({ "objectId": object })).await?;
    Ok(told["node"]["backendNodeId"].as_i64())
}

/// The items of an answer that is a list; none for any other answer.
pub fn list(told: &Value) -> &[Value] {
    told.as_array().map(Vec::as_slice).unwrap_or_default()
}
