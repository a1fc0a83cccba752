//! Timers that the documents of a page have set and that have not ended, read from the browser's trace of the page.
//! Events are those of Chromium's category `devtools.timeline`: `ts` is in microseconds of the machine's monotonic
//! clock; timeouts and delays are in milliseconds.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    time::Duration,
};

/// Most events of one page that are kept. Nothing is known of the timers of a page with more.
const MOST_EVENTS: usize = 20_000;
/// Number of times that the work of an interval is waited for. Later runs are taken to change nothing more.
const TURNS: u32 = 8;
/// Number of times that a callback for the next frame, or for an idle moment, is waited for. A page that draws without
/// end always has one.
const CALLBACK_TURNS: u32 = 2;

/// An event as the browser sends it, with the members that all events have.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(default)]
    ts: u64,
    #[serde(default)]
    pid: u64,
    #[serde(default)]
    tid: u64,
    #[serde(borrow)]
    args: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
struct Arguments {
    #[serde(default)]
    data: Data,
    /// Name of a thread.
    #[serde(default)]
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Data {
    frame: String,
    is_main_frame: bool,
    timer_id: u64,
    /// Id of an animation frame or an idle callback.
    id: u64,
    task_id: u64,
    identifier: u64,
    request_id: String,
    timeout: f64,
    delay: f64,
    single_shot: bool,
}

/// Kinds of work that a document can delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Timer,
    Task,
    AnimationFrame,
    IdleCallback,
    WebSocket,
    /// A request of a worker. Its id takes the place of the frame in [`Name`].
    Request,
}

/// The work of a frame, or of a worker's thread, and its number there.
type Name = (Kind, String, u64);

/// Ids of the process and of the thread within it.
type Thread = (u64, u64);

#[derive(Debug, Clone, PartialEq)]
enum What {
    Begins {
        name: Name,
        delay: Option<Duration>,
        repeats: bool,
    },
    Ends(Name),
    /// A timer has run once. An interval continues.
    Fires(Name),
    /// Another document has replaced the document of the frame.
    Commits {
        frame: String,
        is_main: bool,
    },
    /// The thread belongs to a worker.
    Works,
    Asks(String),
    Answered(String),
}

#[derive(Debug, Clone)]
struct Event {
    at: u64,
    thread: Thread,
    what: What,
}

#[derive(Debug, Clone)]
struct PutOff {
    begun: u64,
    delay: Option<Duration>,
    repeats: bool,
    /// Whether an earlier call of `still_open` has returned it.
    is_known: bool,
}

#[derive(Debug, Default, Clone)]
pub struct Timers {
    events: Vec<Event>,
    open: HashMap<Name, PutOff>,
    /// Number of calls of `still_open` that found a new callback.
    callback_turns: u32,
    /// Time of the last event, in microseconds.
    last: u64,
    /// Threads of workers.
    workers: HashSet<Thread>,
    /// Threads of workers whose program has arrived.
    started: HashSet<Thread>,
    is_lost: bool,
}

/// Delayed work of a page that has not run yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillOpen {
    /// The time until the last timer has run, of timers that no earlier call has returned. Zero where only a callback
    /// for the next frame or an idle moment is open: it may set a timer.
    pub timers: Option<Duration>,
    /// Whether no script of the page has delayed work, and no worker may call one.
    pub is_idle: bool,
    /// Number of workers whose program has arrived.
    pub workers: usize,
    /// Whether a request of a worker is under way.
    pub workers_ask: bool,
}

impl Timers {
    /// Adds a part of the trace: a list of events, which is not sorted.
    pub fn hears(&mut self, events: &str) {
        let Ok(told) = serde_json::from_str::<Vec<Told>>(events) else {
            self.is_lost = true;
            return;
        };
        for told in told {
            self.last = self.last.max(told.ts);
            let Some(what) = what(&told) else { continue };
            if self.events.len() >= MOST_EVENTS {
                self.is_lost = true;
                return;
            }
            self.events.push(Event { at: told.ts, thread: (told.pid, told.tid), what });
        }
    }

    /// Notes that a part of the trace is missing.
    pub fn loses(&mut self) {
        self.is_lost = true;
    }

    /// Work that is delayed by at most `longest`, once the trace is complete. `None` if a part is missing. Each timer
    /// is returned once.
    pub fn still_open(&mut self, longest: Duration) -> Option<StillOpen> {
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_key(|event| event.at);
        events.into_iter().for_each(|event| self.takes(event));
        if self.is_lost {
            return None;
        }
        let last = self.last;
        let has_callback = self.callback_turns < CALLBACK_TURNS && self.has_new_callback();
        self.callback_turns += u32::from(has_callback);
        let is_soon = |put_off: &PutOff| put_off.delay.is_none_or(|delay| delay <= longest);
        let mut soon: Vec<&mut PutOff> = self.open.values_mut().filter(|put_off| is_soon(put_off)).collect();
        let is_idle = soon.is_empty() && self.workers.is_empty();
        let news = soon.iter_mut().filter(|put_off| !put_off.is_known);
        let timers = news.filter_map(|put_off| put_off.tell(last, longest)).max();
        let timers = timers.or_else(|| has_callback.then_some(Duration::ZERO));
        let workers_ask = self.open.keys().any(|(kind, ..)| *kind == Kind::Request);
        Some(StillOpen { timers, is_idle, workers: self.started.len(), workers_ask })
    }

    fn has_new_callback(&self) -> bool {
        let is_callback = |kind: Kind| matches!(kind, Kind::AnimationFrame | Kind::IdleCallback);
        self.open.iter().any(|((kind, ..), put_off)| is_callback(*kind) && !put_off.is_known)
    }

    fn takes(&mut self, Event { at, thread, what }: Event) {
        match what {
            What::Begins { name, delay, repeats } => {
                self.open.insert(name, PutOff { begun: at, delay, repeats, is_known: false });
            }
            What::Ends(name) => _ = self.open.remove(&name),
            What::Fires(name) => {
                if self.open.get(&name).is_some_and(|timer| !timer.repeats) {
                    self.open.remove(&name);
                }
            }
            What::Commits { is_main: true, .. } => {
                self.open.clear();
                self.started.clear();
            }
            What::Commits { frame, .. } => self.open.retain(|(_, of, _), _| *of != frame),
            What::Works => _ = self.workers.insert(thread),
            // The requests of documents are known from the domain `Network`.
            What::Asks(_) | What::Answered(_) if !self.workers.contains(&thread) => {}
            What::Asks(request) => {
                let asked = PutOff { begun: at, delay: None, repeats: false, is_known: false };
                self.open.insert((Kind::Request, request, 0), asked);
            }
            What::Answered(request) => {
                // The first answer that a worker receives is its program.
                self.started.insert(thread);
                self.open.remove(&(Kind::Request, request, 0));
            }
        }
    }
}

impl PutOff {
    /// The time until the timer has run, or the interval has run `TURNS` times.
    fn tell(&mut self, now: u64, longest: Duration) -> Option<Duration> {
        self.is_known = true;
        let delay = self.delay?;
        let whole = if self.repeats { (delay * TURNS).min(longest) } else { delay };
        let passed = Duration::from_micros(now.saturating_sub(self.begun));
        Some(whole.saturating_sub(passed))
    }
}

fn what(told: &Told<'_>) -> Option<What> {
    let is_relevant = matches!(
        told.name.as_ref(),
        "TimerInstall"
            | "TimerRemove"
            | "TimerFire"
            | "SchedulePostTaskCallback"
            | "RunPostTaskCallback"
            | "AbortPostTaskCallback"
            | "RequestAnimationFrame"
            | "FireAnimationFrame"
            | "CancelAnimationFrame"
            | "RequestIdleCallback"
            | "FireIdleCallback"
            | "CancelIdleCallback"
            | "WebSocketCreate"
            | "WebSocketDestroy"
            | "CommitLoad"
            | "ResourceSendRequest"
            | "ResourceFinish"
            | "thread_name"
    );
    if !is_relevant {
        return None;
    }
    let Arguments { data, name: thread } = serde_json::from_str(told.args?.get()).ok()?;
    // A worker belongs to no frame.
    let place = if data.frame.is_empty() { format!("{} {}", told.pid, told.tid) } else { data.frame.clone() };
    let name = |kind, number| (kind, place.clone(), number);
    let begins = |name, delay, repeats| Some(What::Begins { name, delay, repeats });
    match told.name.as_ref() {
        "TimerInstall" => {
            begins(name(Kind::Timer, data.timer_id), Some(milliseconds(data.timeout)), !data.single_shot)
        }
        "TimerRemove" => Some(What::Ends(name(Kind::Timer, data.timer_id))),
        "TimerFire" => Some(What::Fires(name(Kind::Timer, data.timer_id))),
        "SchedulePostTaskCallback" => {
            begins(name(Kind::Task, data.task_id), Some(milliseconds(data.delay)), false)
        }
        "RunPostTaskCallback" | "AbortPostTaskCallback" => Some(What::Ends(name(Kind::Task, data.task_id))),
        "RequestAnimationFrame" => begins(name(Kind::AnimationFrame, data.id), None, false),
        "FireAnimationFrame" | "CancelAnimationFrame" => {
            Some(What::Ends(name(Kind::AnimationFrame, data.id)))
        }
        "RequestIdleCallback" => begins(name(Kind::IdleCallback, data.id), None, false),
        "FireIdleCallback" | "CancelIdleCallback" => Some(What::Ends(name(Kind::IdleCallback, data.id))),
        "WebSocketCreate" => begins(name(Kind::WebSocket, data.identifier), None, false),
        "WebSocketDestroy" => Some(What::Ends(name(Kind::WebSocket, data.identifier))),
        "ResourceSendRequest" => Some(What::Asks(data.request_id)),
        "ResourceFinish" => Some(What::Answered(data.request_id)),
        "CommitLoad" => Some(What::Commits { is_main: data.is_main_frame, frame: data.frame }),
        _ => is_worker(&thread).then_some(What::Works),
    }
}

/// Whether this is the name of a worker's thread. A worker may call scripts of the page at any time.
fn is_worker(thread: &str) -> bool {
    ["DedicatedWorker", "SharedWorker", "ServiceWorker"].iter().any(|kind| thread.starts_with(kind))
}

fn milliseconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number.max(0.0) / 1000.0).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests;
