//! The events that a page's scripts listen to, as CDP's `DOMDebugger.getEventListeners` reports them, and the events
//! that their code names.

use super::super::{
    call::CallError,
    capture::NodeNumbers,
    channel::Channel,
    devtools::{DevTools, ParsedScript},
    script,
};
use indexmap::IndexSet;
use rules::page::{
    named::named,
    sections::listened::{Heard, Kind, Listened},
};
use serde_json::{Value, json};

/// Most frames whose window is asked for its listeners.
const MOST_FRAMES: usize = 20;
/// Most pairs of a node and a kind of event that are kept of one page.
const MOST_HEARD: usize = 200;
/// Most scripts whose code is read.
const MOST_SCRIPTS: usize = 300;
/// Most code that is read of all scripts of a page, in UTF-16 code units.
const MOST_CODE: u64 = 32 << 20;

/// Returns for each frame whose document can be read, nested frames too, its indices from the window, as in `[0][1]`;
/// one more than `most` shows that there are more.
const FRAMES: &str = r"most => {
    const paths = [];
    const read = (holder, path) => {
        for (let at = 0; at < holder.length && paths.length <= most; at += 1) {
            try {
                if (holder[at].document) { paths.push(`${path}[${at}]`); read(holder[at], `${path}[${at}]`) }
            } catch {}
        }
    };
    read(window, '');
    return paths;
}";

/// The browser's answers about all listeners, and whether no frame is missing among them.
pub struct Answers {
    pub all: Vec<Value>,
    pub are_whole: bool,
}

/// Asks the browser for the listeners of the page, of its frames and of its shadow trees.
pub async fn answers(channel: &Channel, world: &Value) -> Result<Answers, CallError> {
    let paths = script::run(channel, world, FRAMES, &[MOST_FRAMES.to_string()]).await?;
    let paths = script::list(&paths);
    let mut all = Vec::new();
    let mut are_whole = paths.len() <= MOST_FRAMES;
    for (expression, is_node) in [("document", true), ("window", false)] {
        match script::object(channel, None, expression).await? {
            Some(object) => all.push(told_of(channel, &object, is_node).await?),
            None => are_whole = false,
        }
    }
    for path in paths.iter().filter_map(Value::as_str).take(MOST_FRAMES) {
        match window_of_frame(channel, world, path).await? {
            Some(window) => all.push(told_of(channel, &window, false).await?),
            None => are_whole = false,
        }
    }
    Ok(Answers { all, are_whole })
}

/// The listeners of an object; if it is a node, also those of all nodes inside it.
async fn told_of(channel: &Channel, object: &Value, is_node: bool) -> Result<Value, CallError> {
    let depth = if is_node { -1 } else { 1 };
    let asked = json!({ "objectId": object, "depth": depth, "pierce": is_node });
    channel.ask("DOMDebugger.getEventListeners", asked).await
}

/// The window of a frame, as an object of the world in which the frame's own scripts run: the browser reports listeners
/// of an object's own world only. `None` for a frame that no longer exists.
async fn window_of_frame(channel: &Channel, world: &Value, path: &str) -> Result<Option<Value>, CallError> {
    let document = script::element(channel, world, &format!("window{path}.document")).await?;
    let Some(document) = document else { return Ok(None) };
    let node = channel.ask("DOM.resolveNode", json!({ "backendNodeId": document })).await?;
    let asked = json!({
        "objectId": node["object"]["objectId"], "functionDeclaration": "function () { return window }",
    });
    let mut found = channel.ask("Runtime.callFunctionOn", asked).await?;
    Ok(Some(found["result"]["objectId"].take()))
}

/// The kinds of events that the code of the page's scripts names, from whichever file. `None` if not all code was read.
pub async fn said(channel: &Channel) -> Result<Option<Vec<Kind>>, CallError> {
    let Some(tools) = channel.direct() else { return Ok(None) };
    let _of_earlier_pages = tools.take_scripts();
    tools.call("Debugger.enable", json!({})).await?;
    // A `debugger` statement of the page must not stop it.
    tools.call("Debugger.setSkipAllPauses", json!({ "skip": true })).await?;
    let kinds = named_by(tools, &tools.take_scripts()).await;
    tools.call("Debugger.disable", json!({})).await?;
    Ok(kinds)
}

/// `None` if there is too much code, or some of it was removed meanwhile. One script is read after the other, so that
/// never more than one is in memory.
async fn named_by(tools: &DevTools, scripts: &[ParsedScript]) -> Option<Vec<Kind>> {
    if !is_readable(scripts) {
        return None;
    }
    let mut kinds = IndexSet::new();
    for script in scripts {
        let told = tools.ask("Debugger.getScriptSource", json!({ "scriptId": script.id })).await.ok()?;
        kinds.extend(named(told["scriptSource"].as_str()?));
    }
    Some(kinds.into_iter().collect())
}

fn is_readable(scripts: &[ParsedScript]) -> bool {
    let code = scripts.iter().fold(0, |code: u64, script| code.saturating_add(script.length));
    scripts.len() <= MOST_SCRIPTS && code <= MOST_CODE
}

impl Answers {
    /// The listeners in the form in which they are kept.
    pub fn section(&self, numbers: &NodeNumbers, said: Option<Vec<Kind>>) -> Listened {
        let listeners = self.all.iter().flat_map(|told| script::list(&told["listeners"]));
        let heard = |listener: &Value| {
            let kind = kind(listener["type"].as_str()?)?;
            Some((listener["backendNodeId"].as_i64(), kind))
        };
        let kept: IndexSet<Heard> = listeners
            .filter_map(heard)
            .map(|(name, kind)| Heard { node: name.and_then(|name| numbers.number_of(name)), kind })
            .collect();
        let is_whole = self.are_whole && kept.len() <= MOST_HEARD;
        Listened { heard: kept.into_iter().take(MOST_HEARD).collect(), is_whole, said }
    }
}

/// The kind of an event. `None` for an event that no rule asks about.
fn kind(event: &str) -> Option<Kind> {
    Some(match event {
        "keydown" | "keypress" | "keyup" => Kind::Key,
        "mousedown" => Kind::MouseDown,
        "mousemove" | "mouseup" | "drag" | "dragstart" | "dragend" | "dragover" | "dragenter" | "drop" => {
            Kind::MouseMove
        }
        "touchstart" | "pointerdown" | "MSPointerDown" => Kind::TouchDown,
        "touchmove" | "touchend" | "touchcancel" | "pointermove" | "pointerrawupdate" | "pointerup"
        | "gotpointercapture" | "gesturestart" | "gesturechange" | "gestureend" => Kind::TouchMove,
        "devicemotion" | "deviceorientation" | "deviceorientationabsolute" => Kind::Motion,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_read_up_to_a_number_of_scripts_and_a_length() {
        let scripts = |count: usize, length| -> Vec<ParsedScript> {
            (0..count).map(|id| ParsedScript { id: id.to_string(), length }).collect()
        };
        assert!(is_readable(&scripts(MOST_SCRIPTS, 1000)));
        assert!(!is_readable(&scripts(MOST_SCRIPTS + 1, 0)));
        assert!(is_readable(&scripts(1, MOST_CODE)));
        assert!(!is_readable(&scripts(2, MOST_CODE)));
        assert!(!is_readable(&scripts(2, u64::MAX)));
    }

    #[test]
    fn each_place_and_kind_is_kept_once_and_a_window_has_no_number() {
        let told = |kind: &str, name: Option<i64>| json!({ "type": kind, "backendNodeId": name });
        let of_document = json!({ "listeners": [
            told("keydown", Some(4)), told("keyup", Some(4)), told("click", Some(4)), told("pointermove", Some(5)),
        ] });
        let of_window = json!({ "listeners": [told("devicemotion", None)] });
        let answers = Answers { all: vec![of_document, of_window, Value::Null], are_whole: true };
        let listened = answers.section(&NodeNumbers::default(), None);
        let kinds: Vec<Kind> = listened.heard.iter().map(|heard| heard.kind).collect();
        assert_eq!(kinds, [Kind::Key, Kind::TouchMove, Kind::Motion]);
        assert!(listened.is_whole);
    }
}
