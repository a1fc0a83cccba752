//! Elements with listeners of scripts, as CDP's `DOMDebugger.getEventListeners` reports them.

use super::super::listened;
use crate::browser::{call::CallError, channel::Channel, script};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const POINTER: &[&str] = &["mouseenter", "mouseover", "pointerenter", "pointerover"];
const PRESSES: &[&str] =
    &["click", "keydown", "keyup", "keypress", "mousedown", "mouseup", "pointerdown", "pointerup"];
const KEYS: &[&str] = &["keydown", "keyup", "keypress"];
/// Events of a field in which somebody types or chooses.
const ENTRIES: &[&str] = &["input", "beforeinput", "change", "keyup", "keypress", "search", "compositionend"];

/// Most elements of each kind that are made known to our scripts.
const MOST_NAMED: usize = 60;

/// The events that the scripts of a page listen to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listeners {
    /// `backendNodeId`s of elements with a listener for the pointer that enters.
    pub pointer: BTreeSet<i64>,
    /// Elements with a listener for clicks or keys.
    pub presses: BTreeSet<i64>,
    /// Elements with a listener for text that is typed or options that are chosen in them.
    pub entries: BTreeSet<i64>,
    /// Whether any element listens to keys.
    pub keys: bool,
    /// Whether any element listens to forms that are sent.
    pub sending: bool,
    /// Listeners of the window, which receives events of all elements.
    pub window: Window,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// A click or a key.
    pub presses: bool,
    pub entries: bool,
    /// Messages of a document in a frame.
    pub messages: bool,
}

impl Listeners {
    fn add(&mut self, told: &Value) {
        for listener in script::list(&told["listeners"]) {
            let kind = listener["type"].as_str().unwrap_or_default();
            self.keys |= KEYS.contains(&kind);
            self.sending |= kind == "submit";
            let Some(name) = listener["backendNodeId"].as_i64() else {
                self.window.presses |= PRESSES.contains(&kind);
                self.window.entries |= ENTRIES.contains(&kind);
                self.window.messages |= kind == "message";
                continue;
            };
            for (kinds, names) in
                [(POINTER, &mut self.pointer), (PRESSES, &mut self.presses), (ENTRIES, &mut self.entries)]
            {
                if kinds.contains(&kind) {
                    names.insert(name);
                }
            }
        }
    }

    /// Reads the listeners of the page, its frames and shadow trees.
    pub async fn read(channel: &Channel, world: &Value) -> Result<Self, CallError> {
        let mut listeners = Self::default();
        listened::answers(channel, world).await?.all.iter().for_each(|told| listeners.add(told));
        Ok(listeners)
    }

    /// Makes the elements known in the isolated world `world` as `listened`, `pressed` and `entered`, and sets flags
    /// there for events that a listener of the whole page receives. If `pressed` or `entered` has more than
    /// `MOST_NAMED` elements, its flag is set too. Returns whether all elements of `listened` and `pressed` are known.
    pub async fn name(&self, channel: &Channel, world: &Value) -> Result<bool, CallError> {
        let lists = [("listened", &self.pointer), ("pressed", &self.presses), ("entered", &self.entries)];
        for (list, names) in lists {
            let objects = join_all(names.iter().take(MOST_NAMED).map(|name| resolve(channel, world, *name)));
            let arguments: Vec<Value> = objects.await.into_iter().flatten().collect();
            let declared = format!("function (...nodes) {{ globalThis.{list} = nodes }}");
            let asked = json!({
                "functionDeclaration": declared, "executionContextId": world, "arguments": arguments,
            });
            channel.ask("Runtime.callFunctionOn", asked).await?;
        }
        let is_over = |names: &BTreeSet<i64>| names.len() > MOST_NAMED;
        let anywhere = |is_known: bool, names: &BTreeSet<i64>, list: &str| {
            format!("{} || {list}.some(isWhole)", is_known || is_over(names))
        };
        let heard = format!(
            "{{ const isWhole = node => [document, document.documentElement, document.body].includes(node);
            globalThis.isDelegated = {};
            globalThis.isEntryHeard = {};
            globalThis.isSendingHeard = {};
            globalThis.isMessageHeard = {};
            globalThis.listened = listened.filter(node => node.nodeType === 1) }}",
            anywhere(self.window.presses, &self.presses, "pressed"),
            anywhere(self.window.entries, &self.entries, "entered"),
            self.sending,
            self.window.messages,
        );
        channel.ask("Runtime.evaluate", json!({ "contextId": world, "expression": heard })).await?;
        Ok(!is_over(&self.pointer) && !is_over(&self.presses))
    }
}

/// The element as an object of this world. `None` if it is gone, or stands in another document.
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
            told("mouseenter", 3), told("mouseenter", 3), told("click", 4), told("scroll", 5), told("input", 6),
        ] }));
        let named = [&listeners.pointer, &listeners.presses, &listeners.entries].map(BTreeSet::len);
        assert_eq!((named, listeners.keys, listeners.sending), ([1, 1, 1], false, false));
        // A window has no `backendNodeId`.
        let of_window = |kind: &str| json!({ "type": kind });
        listeners
            .add(&json!({ "listeners": [of_window("keydown"), of_window("message"), of_window("submit")] }));
        assert!(listeners.keys && listeners.sending);
        assert_eq!(listeners.window, Window { presses: true, entries: false, messages: true });
        listeners.add(&json!(null));
    }
}
