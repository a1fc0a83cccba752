//! Elements on which a script listens, as the browser tells by itself.

use crate::browser::{call::CallError, channel::Channel, script};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const POINTER: &[&str] = &["mouseenter", "mouseover", "pointerenter", "pointerover"];
const PRESSES: &[&str] =
    &["click", "keydown", "keyup", "keypress", "mousedown", "mouseup", "pointerdown", "pointerup"];
const KEYS: &[&str] = &["keydown", "keyup", "keypress"];

/// Elements of each kind that are named to the scripts of ours.
const MOST_NAMED: usize = 60;

/// What the scripts of a page listen to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listeners {
    /// The browser's names of elements that hear the pointer come.
    pub pointer: BTreeSet<i64>,
    /// Elements that hear a click or a key.
    pub presses: BTreeSet<i64>,
    /// Some key is heard somewhere.
    pub keys: bool,
    /// The window hears a click or a key, wherever it happens.
    pub window: bool,
}

impl Listeners {
    fn add(&mut self, told: &Value) {
        for listener in script::list(&told["listeners"]) {
            let kind = listener["type"].as_str().unwrap_or_default();
            self.keys |= KEYS.contains(&kind);
            let Some(name) = listener["backendNodeId"].as_i64() else {
                self.window |= PRESSES.contains(&kind);
                continue;
            };
            if POINTER.contains(&kind) {
                self.pointer.insert(name);
            }
            if PRESSES.contains(&kind) {
                self.presses.insert(name);
            }
        }
    }

    /// Of the document with all that stands in it, and of its window.
    pub async fn read(channel: &Channel) -> Result<Self, CallError> {
        let mut listeners = Self::default();
        for (expression, depth) in [("document", -1), ("window", 1)] {
            let found = channel.ask("Runtime.evaluate", json!({ "expression": expression })).await?;
            let asked =
                json!({ "objectId": found["result"]["objectId"], "depth": depth, "pierce": depth < 0 });
            listeners.add(&channel.ask("DOMDebugger.getEventListeners", asked).await?);
        }
        Ok(listeners)
    }

    /// Makes them known in this world, as `listened` and `pressed`. `false` where there are more than are named.
    pub async fn name(&self, channel: &Channel, world: &Value) -> Result<bool, CallError> {
        for (list, names) in [("listened", &self.pointer), ("pressed", &self.presses)] {
            let objects = join_all(names.iter().take(MOST_NAMED).map(|name| resolve(channel, world, *name)));
            let arguments: Vec<Value> = objects.await.into_iter().flatten().collect();
            let declared = format!(
                "function (...nodes) {{ globalThis.{list} = nodes.filter(node => node.nodeType === 1) }}"
            );
            let asked = json!({
                "functionDeclaration": declared, "executionContextId": world, "arguments": arguments,
            });
            channel.ask("Runtime.callFunctionOn", asked).await?;
        }
        let whole = format!(
            "globalThis.isDelegated = {} || pressed.some(node => [document, document.documentElement, document.body].includes(node))",
            self.window
        );
        channel.ask("Runtime.evaluate", json!({ "contextId": world, "expression": whole })).await?;
        Ok(self.pointer.len().max(self.presses.len()) <= MOST_NAMED)
    }
}

/// `None` for an element that is gone, or stands in another document.
async fn resolve(channel: &Channel, world: &Value, name: i64) -> Option<Value> {
    let asked = json!({ "backendNodeId": name, "executionContextId": world });
    let told = channel.ask("DOM.resolveNode", asked).await.ok()?;
    let object = told["object"]["objectId"].as_str()?;
    Some(json!({ "objectId": object }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listeners_are_told_apart_by_what_they_hear() {
        let mut listeners = Listeners::default();
        let told = |kind: &str, name: i64| json!({ "type": kind, "backendNodeId": name });
        listeners.add(&json!({ "listeners": [
            told("mouseenter", 3), told("mouseenter", 3), told("click", 4), told("scroll", 5),
        ] }));
        assert_eq!((listeners.pointer.len(), listeners.presses.len(), listeners.keys), (1, 1, false));
        // A window has no name.
        listeners.add(&json!({ "listeners": [{ "type": "keydown" }] }));
        assert!(listeners.keys && listeners.window);
        listeners.add(&json!(null));
    }
}
