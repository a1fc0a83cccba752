//! One tab of a browser on this machine, controlled over the browser's pipes. Answers may come in any order, and the
//! tab also sends events.

use super::{
    act::Guard,
    call::{self, CallError},
    own::Pipes,
    record::Record,
    tab::{Event, Tab},
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{ChildStdin, ChildStdout},
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};

/// Greatest size of a message in bytes. A larger one ends the connection to the browser, and so the page is lost.
const MOST_BYTES: usize = 256 << 20;
/// Size of the buffer that is kept between messages, in bytes.
const USUAL_BYTES: usize = 4 << 20;
/// Most scripts of a page that are kept until they are asked for.
const MOST_PARSED: usize = 1000;
/// The byte that ends each message.
const END: u8 = 0;
/// Longest wait for the first tab of a browser that has just started.
const TAB_WITHIN: Duration = Duration::from_secs(20);

type Answer = Result<Box<RawValue>, Refusal>;

pub struct DevTools {
    shared: Arc<Shared>,
    reader: JoinHandle<()>,
    frame: String,
}

struct Shared {
    /// Messages to send. One task writes them, so that no message is interrupted in the middle.
    sink: mpsc::UnboundedSender<String>,
    next: AtomicU64,
    /// Commands that wait for an answer. `None` when the browser has ended.
    waiting: Mutex<Option<HashMap<u64, oneshot::Sender<Answer>>>>,
    tab: watch::Sender<Tab>,
    record: watch::Sender<Record>,
    /// The page's own scripts, as `Debugger.scriptParsed` reports them.
    scripts: Mutex<Vec<ParsedScript>>,
    /// Id of the tab's session. Commands sent before it is known go to the browser.
    session: OnceLock<String>,
}

/// A script that the browser has read.
#[derive(Debug)]
pub struct ParsedScript {
    pub id: String,
    /// Length of its code in UTF-16 code units.
    pub length: u64,
}

/// An answer, or an event.
#[derive(Deserialize)]
struct Incoming<'a> {
    id: Option<u64>,
    method: Option<&'a str>,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error: Option<Refusal>,
    #[serde(borrow)]
    params: Option<&'a RawValue>,
}

/// Error of a command, as the browser reports it.
#[derive(Default, Deserialize)]
struct Refusal {
    message: String,
}

impl DevTools {
    /// Attaches to the browser's only tab, whose id is also that of its main frame.
    pub async fn over(pipes: Pipes) -> Result<Self, CallError> {
        let (sink, messages) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            sink,
            next: AtomicU64::new(1),
            waiting: Mutex::new(Some(HashMap::new())),
            tab: watch::Sender::new(Tab::default()),
            record: watch::Sender::new(Record::default()),
            scripts: Mutex::default(),
            session: OnceLock::new(),
        });
        tokio::spawn(write(pipes.commands, messages));
        let reader = tokio::spawn(read(pipes.answers, Arc::clone(&shared)));
        let mut tools = Self { shared, reader, frame: String::new() };
        tools.frame = tools.first_tab().await?;
        let attach = json!({ "targetId": tools.frame, "flatten": true });
        let attached = tools.ask("Target.attachToTarget", attach).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        // The session was not set before, because these tools are new.
        let _set = tools.shared.session.set(session);
        for domain in ["Page.enable", "Inspector.enable"] {
            tools.call(domain, json!({})).await?;
        }
        // The browser need not keep response bodies, because they are never requested.
        let unkept = json!({ "maxTotalBufferSize": 0, "maxResourceBufferSize": 0, "maxPostDataSize": 0 });
        tools.call("Network.enable", unkept).await?;
        Ok(tools)
    }

    async fn first_tab(&self) -> Result<String, CallError> {
        let looking = async {
            loop {
                let targets = self.ask("Target.getTargets", json!({})).await?;
                let mut targets = targets["targetInfos"].as_array().into_iter().flatten();
                let tab = targets.find(|target| target["type"] == "page");
                if let Some(name) = tab.and_then(|tab| tab["targetId"].as_str()) {
                    return Ok(name.to_owned());
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let looked = tokio::time::timeout(TAB_WITHIN, looking).await;
        looked.unwrap_or(Err(CallError::NoTab(TAB_WITHIN)))
    }

    /// Id of the main frame.
    pub fn frame(&self) -> &str {
        &self.frame
    }

    pub async fn call(&self, command: &'static str, parameters: Value) -> Result<Box<RawValue>, CallError> {
        let id = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let (sender, answer) = oneshot::channel();
        match self.shared.waiting().as_mut() {
            Some(waiting) => waiting.insert(id, sender),
            None => return Err(CallError::ENDED),
        };
        let _forgotten = Forget { shared: &self.shared, id };
        self.shared.send(id, command, &parameters)?;
        match answer.await {
            Ok(Ok(result)) => Ok(result),
            Ok(Err(Refusal { message })) => Err(CallError::Refused { command, message }),
            Err(_) => Err(CallError::ENDED),
        }
    }

    pub async fn ask(&self, command: &'static str, parameters: Value) -> Result<Value, CallError> {
        call::read(command, &self.call(command, parameters).await?)
    }

    /// State of the tab from its events since the last [`DevTools::turn`].
    pub fn tab(&self) -> watch::Receiver<Tab> {
        self.shared.tab.subscribe()
    }

    /// The browser's record of the work that the page has delayed: its timers, and the requests of its workers.
    pub fn record(&self) -> watch::Receiver<Record> {
        self.shared.record.subscribe()
    }

    /// The scripts that the browser has reported since they were taken last.
    pub fn take_scripts(&self) -> Vec<ParsedScript> {
        std::mem::take(&mut *self.shared.scripts())
    }

    pub fn records(&self, change: impl FnOnce(&mut Record)) {
        self.shared.record.send_modify(change);
    }

    /// From now on only requests that this guard allows are sent.
    pub async fn guard(&self, guard: Guard) -> Result<(), CallError> {
        let hold_back = || self.shared.tab.send_modify(|tab| tab.guard(guard));
        if guard != Guard::Off {
            hold_back();
            return self.call("Fetch.enable", json!({ "patterns": [{ "urlPattern": "*" }] })).await.map(drop);
        }
        self.call("Fetch.disable", json!({})).await?;
        hold_back();
        Ok(())
    }

    /// Prepares for another page. With `stays`, that page cannot navigate to another document, provided that its
    /// requests for documents are paused (`Fetch.enable`).
    pub fn turn(&self, stays: bool) {
        self.shared.tab.send_modify(|tab| tab.turn(&self.frame, stays));
    }
}

impl Drop for DevTools {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// Removes the entry of a call that is given up.
struct Forget<'a> {
    shared: &'a Shared,
    id: u64,
}

impl Drop for Forget<'_> {
    fn drop(&mut self) {
        if let Some(waiting) = self.shared.waiting().as_mut() {
            waiting.remove(&self.id);
        }
    }
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Option<HashMap<u64, oneshot::Sender<Answer>>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn scripts(&self) -> MutexGuard<'_, Vec<ParsedScript>> {
        self.scripts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, id: u64, command: &str, parameters: &Value) -> Result<(), CallError> {
        let mut message = json!({ "id": id, "method": command, "params": parameters });
        if let Some(session) = self.session.get() {
            message["sessionId"] = json!(session);
        }
        self.sink.send(message.to_string()).map_err(|_| CallError::ENDED)
    }

    fn receive(&self, message: &[u8]) {
        // A message that is neither an answer nor an event is ignored.
        let Ok(incoming) = serde_json::from_slice::<Incoming>(message) else { return };
        if let Some(id) = incoming.id {
            let waiting = self.waiting().as_mut().and_then(|waiting| waiting.remove(&id));
            let Some(sender) = waiting else { return };
            let answer = match (incoming.result, incoming.error) {
                (Some(result), _) => Ok(result.to_owned()),
                (None, error) => Err(error.unwrap_or_default()),
            };
            // The caller may not wait any more.
            let _ = sender.send(answer);
            return;
        }
        let Some((name, parameters)) = incoming.method.zip(incoming.params) else { return };
        if name.starts_with("Network.") {
            self.tab.send_if_modified(|tab| tab.hears(name, parameters.get()));
            return;
        }
        if name.starts_with("Tracing.") {
            self.record.send_if_modified(|record| record.hears(name, parameters.get()));
            return;
        }
        if name.starts_with("Debugger.") {
            let mut scripts = self.scripts();
            // A page may make scripts without end.
            if scripts.len() < MOST_PARSED {
                scripts.extend(script_of_page(name, parameters.get()));
            }
            return;
        }
        let Some(event) = Event::read(name, parameters.get()) else { return };
        if matches!(event, Event::Crashed) {
            return self.end();
        }
        let mut reply = None;
        self.tab.send_modify(|tab| reply = tab.takes(event));
        if let Some((command, parameters)) = reply {
            let id = self.next.fetch_add(1, Ordering::Relaxed);
            // If the browser has ended, no answer is needed.
            let _ = self.send(id, command, &parameters);
        }
    }

    /// Ends all waiting calls, because no answer can come any more.
    fn end(&self) {
        self.waiting().take();
    }
}

/// A script of the page that was reported by this event; `None` for a script of our isolated worlds.
fn script_of_page(event: &str, parameters: &str) -> Option<ParsedScript> {
    let told: Value = serde_json::from_str(parameters).ok().filter(|_| event == "Debugger.scriptParsed")?;
    let is_own = told["executionContextAuxData"]["isDefault"].as_bool() != Some(false);
    let id = told["scriptId"].as_str().filter(|_| is_own)?.to_owned();
    Some(ParsedScript { id, length: told["length"].as_u64().unwrap_or_default() })
}

async fn write(mut commands: ChildStdin, mut messages: mpsc::UnboundedReceiver<String>) {
    while let Some(message) = messages.recv().await {
        let mut bytes = message.into_bytes();
        bytes.push(END);
        if commands.write_all(&bytes).await.is_err() {
            return;
        }
    }
}

async fn read(answers: ChildStdout, shared: Arc<Shared>) {
    let mut answers = BufReader::with_capacity(1 << 16, answers);
    let mut message = Vec::new();
    loop {
        message.clear();
        message.shrink_to(USUAL_BYTES);
        let most = MOST_BYTES as u64;
        let came = (&mut answers).take(most).read_until(END, &mut message).await;
        // The browser has ended, or the message is too large.
        if came.is_err() || message.pop() != Some(END) {
            return shared.end();
        }
        shared.receive(&message);
    }
}
