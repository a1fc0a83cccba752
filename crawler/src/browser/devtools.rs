//! One tab of a browser that runs here, over the browser's pipes: commands answered in any order, and what the tab tells
//! by itself.

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
        Arc, Mutex, OnceLock, PoisonError,
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

/// A capture larger than this ends the browser, and so costs the page.
const MOST_BYTES: usize = 256 << 20;
/// Room that is kept from one message to the next.
const USUAL_BYTES: usize = 4 << 20;
/// Each message ends with this.
const END: u8 = 0;
/// A browser that has just started may not have opened its tab yet.
const TAB_WITHIN: Duration = Duration::from_secs(20);

type Answer = Result<Box<RawValue>, Refusal>;

pub struct DevTools {
    shared: Arc<Shared>,
    reader: JoinHandle<()>,
    frame: String,
}

struct Shared {
    /// Written by one task, which nobody can break off in the middle of a message.
    sink: mpsc::UnboundedSender<String>,
    next: AtomicU64,
    /// `None` once the browser has ended.
    waiting: Mutex<Option<HashMap<u64, oneshot::Sender<Answer>>>>,
    tab: watch::Sender<Tab>,
    record: watch::Sender<Record>,
    /// The tab's name on the pipes; what comes before it is known is for the browser.
    session: OnceLock<String>,
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

/// Why the browser does not do what a command says.
#[derive(Default, Deserialize)]
struct Refusal {
    message: String,
}

impl DevTools {
    /// Takes the browser's one tab, whose name is that of its main frame too.
    pub async fn over(pipes: Pipes) -> Result<Self, CallError> {
        let (sink, messages) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            sink,
            next: AtomicU64::new(1),
            waiting: Mutex::new(Some(HashMap::new())),
            tab: watch::Sender::new(Tab::default()),
            record: watch::Sender::new(Record::default()),
            session: OnceLock::new(),
        });
        tokio::spawn(write(pipes.commands, messages));
        let reader = tokio::spawn(read(pipes.answers, Arc::clone(&shared)));
        let mut tools = Self { shared, reader, frame: String::new() };
        tools.frame = tools.first_tab().await?;
        let attach = json!({ "targetId": tools.frame, "flatten": true });
        let attached = tools.ask("Target.attachToTarget", attach).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        // The session cannot have been set before: these tools have just been made.
        let _set = tools.shared.session.set(session);
        for domain in ["Page.enable", "Inspector.enable"] {
            tools.call(domain, json!({})).await?;
        }
        // Bodies of answers are not kept by the browser: nobody asks for them.
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

    /// Name of the main frame.
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

    /// Everything that the tab has told since the last [`DevTools::turn`].
    pub fn tab(&self) -> watch::Receiver<Tab> {
        self.shared.tab.subscribe()
    }

    /// The browser's record of what the page puts off.
    pub fn record(&self) -> watch::Receiver<Record> {
        self.shared.record.subscribe()
    }

    pub fn records(&self, change: impl FnOnce(&mut Record)) {
        self.shared.record.send_modify(change);
    }

    /// From now on the page gets only what this guard lets through.
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

    /// Another page is about to be asked for; one that stays cannot leave for another document, where requests for
    /// documents are paused (`Fetch.enable`).
    pub fn turn(&self, stays: bool) {
        self.shared.tab.send_modify(|tab| tab.turn(&self.frame, stays));
    }
}

impl Drop for DevTools {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// A call that is given up leaves no place behind.
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
    fn waiting(&self) -> std::sync::MutexGuard<'_, Option<HashMap<u64, oneshot::Sender<Answer>>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, id: u64, command: &str, parameters: &Value) -> Result<(), CallError> {
        let mut message = json!({ "id": id, "method": command, "params": parameters });
        if let Some(session) = self.session.get() {
            message["sessionId"] = json!(session);
        }
        self.sink.send(message.to_string()).map_err(|_| CallError::ENDED)
    }

    fn receive(&self, message: &[u8]) {
        // A message that is neither an answer nor an event is left alone.
        let Ok(incoming) = serde_json::from_slice::<Incoming>(message) else { return };
        if let Some(id) = incoming.id {
            let waiting = self.waiting().as_mut().and_then(|waiting| waiting.remove(&id));
            let Some(sender) = waiting else { return };
            let answer = match (incoming.result, incoming.error) {
                (Some(result), _) => Ok(result.to_owned()),
                (None, error) => Err(error.unwrap_or_default()),
            };
            // The caller may have given up.
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
        let Some(event) = Event::read(name, parameters.get()) else { return };
        if matches!(event, Event::Crashed) {
            return self.end();
        }
        let mut reply = None;
        self.tab.send_modify(|tab| reply = tab.takes(event));
        if let Some((command, parameters)) = reply {
            let id = self.next.fetch_add(1, Ordering::Relaxed);
            // The browser may be gone; then there is nothing to answer.
            let _ = self.send(id, command, &parameters);
        }
    }

    /// Waiting for an answer ends, because none can come any more.
    fn end(&self) {
        self.waiting().take();
    }
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
        // It ended, or says more than is listened to.
        if came.is_err() || message.pop() != Some(END) {
            return shared.end();
        }
        shared.receive(&message);
    }
}
