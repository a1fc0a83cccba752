//! The socket of one tab: commands answered in any order, and what the tab tells by itself.

use super::{
    channel::{self, CallError},
    tab::{Event, Tab},
};
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{
    net::TcpStream,
    sync::{Mutex as AsyncMutex, oneshot, watch},
    task::JoinHandle,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::WebSocketConfig},
};

/// A capture larger than this ends the socket, and so costs the page.
const MOST_BYTES: usize = 256 << 20;

type Socket = WebSocketStream<TcpStream>;
type Answer = Result<Box<RawValue>, String>;

pub struct DevTools {
    shared: Arc<Shared>,
    reader: JoinHandle<()>,
    frame: String,
}

struct Shared {
    sink: AsyncMutex<SplitSink<Socket, Message>>,
    next: AtomicU64,
    /// `None` once the socket has ended.
    waiting: Mutex<Option<HashMap<u64, oneshot::Sender<Answer>>>>,
    tab: watch::Sender<Tab>,
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

#[derive(Deserialize)]
struct Refusal {
    message: String,
}

impl DevTools {
    /// `address` is `host:port` of the browser's debugging port, `target` the tab, which is also the name of its
    /// main frame.
    pub async fn connect(address: &str, target: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let limits =
            WebSocketConfig::default().max_message_size(Some(MOST_BYTES)).max_frame_size(Some(MOST_BYTES));
        let url = format!("ws://{address}/devtools/page/{target}");
        let (socket, _) = tokio_tungstenite::client_async_with_config(url, stream, Some(limits))
            .await
            .map_err(|error| error.to_string())?;
        let (sink, mut messages) = socket.split();
        let shared = Arc::new(Shared {
            sink: AsyncMutex::new(sink),
            next: AtomicU64::new(1),
            waiting: Mutex::new(Some(HashMap::new())),
            tab: watch::Sender::new(Tab::default()),
        });
        let receiving = Arc::clone(&shared);
        let reader = tokio::spawn(async move {
            while let Some(Ok(message)) = messages.next().await {
                if let Message::Text(text) = message {
                    receiving.receive(text.as_str());
                }
            }
            receiving.end();
        });
        let tools = Self { shared, reader, frame: target.to_owned() };
        for domain in ["Page.enable", "Inspector.enable"] {
            tools.call(domain, json!({})).await.map_err(|error| error.to_string())?;
        }
        Ok(tools)
    }

    pub async fn call(&self, command: &'static str, parameters: Value) -> Result<Box<RawValue>, CallError> {
        let id = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let (sender, answer) = oneshot::channel();
        match self.shared.waiting().as_mut() {
            Some(waiting) => waiting.insert(id, sender),
            None => return Err(CallError::ENDED),
        };
        let _forgotten = Forget { shared: &self.shared, id };
        self.shared.send(id, command, &parameters).await.map_err(|_| CallError::ENDED)?;
        match answer.await {
            Ok(Ok(result)) => Ok(result),
            Ok(Err(message)) => Err(CallError::Refused { command, message }),
            Err(_) => Err(CallError::ENDED),
        }
    }

    pub async fn ask(&self, command: &'static str, parameters: Value) -> Result<Value, CallError> {
        channel::read(command, &self.call(command, parameters).await?)
    }

    /// What the tab has told since the last [`DevTools::turn`].
    pub fn tab(&self) -> watch::Receiver<Tab> {
        self.shared.tab.subscribe()
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

    async fn send(&self, id: u64, command: &str, parameters: &Value) -> Result<(), String> {
        let text = json!({ "id": id, "method": command, "params": parameters }).to_string();
        self.sink.lock().await.send(Message::text(text)).await.map_err(|error| error.to_string())
    }

    fn receive(self: &Arc<Self>, text: &str) {
        // What is neither an answer nor an event is not ours to understand.
        let Ok(incoming) = serde_json::from_str::<Incoming>(text) else { return };
        if let Some(id) = incoming.id {
            let waiting = self.waiting().as_mut().and_then(|waiting| waiting.remove(&id));
            let Some(sender) = waiting else { return };
            let answer = match (incoming.result, incoming.error) {
                (Some(result), _) => Ok(result.to_owned()),
                (None, error) => Err(error.map_or_else(String::new, |error| error.message)),
            };
            // Whoever asked may have given up.
            let _ = sender.send(answer);
            return;
        }
        let Some((name, parameters)) = incoming.method.zip(incoming.params) else { return };
        let Some(event) = Event::read(name, parameters.get()) else { return };
        if matches!(event, Event::Crashed) {
            return self.end();
        }
        let mut reply = None;
        self.tab.send_modify(|tab| reply = tab.takes(event));
        if let Some((command, parameters)) = reply {
            let shared = Arc::clone(self);
            tokio::spawn(async move {
                let id = shared.next.fetch_add(1, Ordering::Relaxed);
                // The tab may be gone; then there is nothing to answer.
                let _ = shared.send(id, command, &parameters).await;
            });
        }
    }

    /// Nobody waits for an answer that cannot come.
    fn end(&self) {
        self.waiting().take();
    }
}
