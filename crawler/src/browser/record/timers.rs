//! Timers that the documents of a page have set and that have not run out, read from the browser's trace of the page.
//! Pure. Events are those of Chromium's category `devtools.timeline`: `ts` is in microseconds of the machine's steady clock,
//! timeouts and delays are in milliseconds.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::HashMap, time::Duration};

/// Events of one page that are kept; a page that does more is not understood.
const MOST_EVENTS: usize = 20_000;
/// So often must an interval have come round before it is believed to change nothing any more.
const TURNS: u32 = 5;

/// An event as it comes, with only what each of them has.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(default)]
    ts: u64,
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
    /// Of an animation frame or an idle callback.
    id: u64,
    task_id: u64,
    identifier: u64,
    timeout: f64,
    delay: f64,
    single_shot: bool,
}

/// Work that a document has put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Timer,
    Task,
    AnimationFrame,
    IdleCallback,
    WebSocket,
}

type Name = (Kind, String, u64);

#[derive(Debug, Clone, PartialEq)]
enum What {
    Begins {
        name: Name,
        delay: Option<Duration>,
        repeats: bool,
    },
    Ends(Name),
    /// A timer that has run once; an interval goes on.
    Fires(Name),
    /// Another document came in the place of the frame's.
    Commits {
        frame: String,
        is_main: bool,
    },
    Works,
}

#[derive(Debug, Clone)]
struct Event {
    at: u64,
    what: What,
}

#[derive(Debug, Clone)]
struct PutOff {
    begun: u64,
    delay: Option<Duration>,
    repeats: bool,
    /// It stood in what was told before.
    is_known: bool,
}

#[derive(Debug, Default, Clone)]
pub struct Timers {
    events: Vec<Event>,
    open: HashMap<Name, PutOff>,
    /// When the last event happened.
    last: u64,
    works: bool,
    is_lost: bool,
}

/// What is still to come of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillOpen {
    /// Until the last of the timers that were not told before has run.
    pub timers: Option<Duration>,
    /// No script of the page has anything put off, nor anybody who may call it.
    pub is_idle: bool,
}

impl Timers {
    /// A part of the trace: a list of events in no order.
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
            self.events.push(Event { at: told.ts, what });
        }
    }

    /// A part of the trace did not come.
    pub fn loses(&mut self) {
        self.is_lost = true;
    }

    /// What is put off by at most `longest`, once the trace is whole. `None` where it is not known. Each timer is told once.
    pub fn still_open(&mut self, longest: Duration) -> Option<StillOpen> {
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_key(|event| event.at);
        events.into_iter().for_each(|event| self.takes(event));
        if self.is_lost {
            return None;
        }
        let last = self.last;
        let is_soon = |put_off: &PutOff| put_off.delay.is_none_or(|delay| delay <= longest);
        let mut soon: Vec<&mut PutOff> = self.open.values_mut().filter(|put_off| is_soon(put_off)).collect();
        let is_idle = soon.is_empty() && !self.works;
        let news = soon.iter_mut().filter(|put_off| !put_off.is_known);
        let timers = news.filter_map(|put_off| put_off.tell(last, longest)).max();
        Some(StillOpen { timers, is_idle })
    }

    fn takes(&mut self, Event { at, what }: Event) {
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
            What::Commits { is_main: true, .. } => self.open.clear(),
            What::Commits { frame, .. } => self.open.retain(|(_, of, _), _| *of != frame),
            What::Works => self.works = true,
        }
    }
}

impl PutOff {
    /// The time until it has run, or has come round often enough.
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
            | "thread_name"
    );
    if !is_relevant {
        return None;
    }
    let Arguments { data, name: thread } = serde_json::from_str(told.args?.get()).ok()?;
    let name = |kind, number| (kind, data.frame.clone(), number);
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
        "CommitLoad" => Some(What::Commits { is_main: data.is_main_frame, frame: data.frame }),
        _ => is_worker(&thread).then_some(What::Works),
    }
}

/// A thread on which scripts run beside the page.
fn is_worker(thread: &str) -> bool {
    ["DedicatedWorker", "SharedWorker", "ServiceWorker"].iter().any(|kind| thread.starts_with(kind))
}

fn milliseconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number.max(0.0) / 1000.0).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests;
