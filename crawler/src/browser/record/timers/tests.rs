use super::*;
use serde_json::{Value, json};

const LONGEST: Duration = Duration::from_secs(3);
const SECOND: u64 = 1_000_000;
const NOTHING: StillOpen = StillOpen { timers: None, is_idle: false, workers: 0, workers_ask: false };

fn event(name: &str, seconds: f64, mut data: Value) -> Value {
    if data["frame"].is_null() {
        data["frame"] = json!("main");
    }
    json!({ "name": name, "ts": (seconds * SECOND as f64) as u64, "pid": 1, "args": { "data": data } })
}

fn set(number: u64, seconds: f64, timeout: u64) -> Value {
    event("TimerInstall", seconds, json!({ "timerId": number, "timeout": timeout, "singleShot": true }))
}

fn interval(number: u64, seconds: f64, timeout: u64) -> Value {
    event("TimerInstall", seconds, json!({ "timerId": number, "timeout": timeout, "singleShot": false }))
}

fn fires(number: u64, seconds: f64) -> Value {
    event("TimerFire", seconds, json!({ "timerId": number }))
}

fn heard(events: &[Value]) -> Timers {
    let mut timers = Timers::default();
    timers.hears(&json!(events).to_string());
    timers
}

fn still_open(events: &[Value]) -> StillOpen {
    heard(events).still_open(LONGEST).expect("the trace is whole")
}

fn in_milliseconds(number: u64) -> Option<Duration> {
    Some(Duration::from_millis(number))
}

#[test]
fn a_page_without_timers_is_idle() {
    assert_eq!(still_open(&[]), StillOpen { is_idle: true, ..NOTHING });
    let layout = event("Layout", 1.0, json!({ "id": "a text" }));
    assert!(still_open(&[layout]).is_idle);
}

#[test]
fn a_timer_is_open_until_it_has_run_or_is_taken_back() {
    let paint = |seconds| event("Paint", seconds, json!({}));
    assert_eq!(still_open(&[set(1, 1.0, 1500), paint(1.5)]).timers, in_milliseconds(1000));
    assert!(still_open(&[set(1, 1.0, 100), fires(1, 1.1)]).is_idle);
    let removed = event("TimerRemove", 1.2, json!({ "timerId": 1 }));
    assert!(still_open(&[set(1, 1.0, 1500), removed]).is_idle);
    assert!(still_open(&[fires(1, 1.1), set(1, 1.0, 100)]).is_idle, "events come in no order");
}

#[test]
fn the_last_of_several_counts_and_one_that_nobody_would_wait_for_does_not() {
    let all = [set(1, 1.0, 300), set(2, 1.0, 900), set(3, 1.0, 5000)];
    assert_eq!(still_open(&all), StillOpen { timers: in_milliseconds(900), ..NOTHING });
    assert!(still_open(&all[2..]).is_idle);
}

#[test]
fn an_interval_is_waited_for_a_few_turns() {
    assert_eq!(still_open(&[interval(1, 1.0, 200), fires(1, 1.2)]).timers, in_milliseconds(1400));
    assert_eq!(still_open(&[interval(1, 1.0, 1000)]).timers, Some(LONGEST));
}

#[test]
fn each_timer_is_told_once_and_the_next_one_when_it_comes() {
    let mut timers = heard(&[set(1, 1.0, 500)]);
    assert_eq!(timers.still_open(LONGEST).and_then(|open| open.timers), in_milliseconds(500));
    assert_eq!(timers.still_open(LONGEST).and_then(|open| open.timers), None);
    timers.hears(&json!([fires(1, 1.5), set(2, 1.5, 700)]).to_string());
    assert_eq!(timers.still_open(LONGEST).and_then(|open| open.timers), in_milliseconds(700));
}

#[test]
fn timers_of_a_document_go_with_it() {
    let commits = |frame: &str, is_main: bool| {
        event("CommitLoad", 2.0, json!({ "frame": frame, "isMainFrame": is_main }))
    };
    let inner =
        |seconds| event("TimerInstall", seconds, json!({ "frame": "inner", "timerId": 1, "timeout": 900 }));
    assert!(still_open(&[set(1, 1.0, 900), inner(1.0), commits("main", true)]).is_idle);
    assert!(!still_open(&[set(1, 1.0, 900), inner(1.0), commits("inner", false)]).is_idle);
    assert!(still_open(&[inner(1.0), commits("inner", false)]).is_idle);
}

#[test]
fn whatever_else_may_call_a_script_keeps_the_page_from_being_idle() {
    let id = json!({ "id": 1 });
    for (begins, ends) in [
        ("RequestAnimationFrame", "FireAnimationFrame"),
        ("RequestIdleCallback", "CancelIdleCallback"),
        ("SchedulePostTaskCallback", "RunPostTaskCallback"),
        ("WebSocketCreate", "WebSocketDestroy"),
    ] {
        let both = [event(begins, 1.0, id.clone()), event(ends, 2.0, id.clone())];
        assert!(!still_open(&both[..1]).is_idle, "{begins}");
        assert!(still_open(&both).is_idle, "{ends}");
    }
    assert!(!still_open(&[thread(7, "DedicatedWorker thread")]).is_idle);
    assert!(still_open(&[thread(7, "ThreadPoolForegroundWorker")]).is_idle);
}

#[test]
fn a_callback_may_set_a_timer_and_one_that_always_comes_again_is_waited_for_a_few_times() {
    for begins in ["RequestAnimationFrame", "RequestIdleCallback"] {
        let mut timers = Timers::default();
        let told: Vec<_> = (1..5)
            .map(|number: u64| {
                let callback = event(begins, number as f64, json!({ "id": number }));
                timers.hears(&Value::from(vec![callback]).to_string());
                timers.still_open(LONGEST).and_then(|open| open.timers)
            })
            .collect();
        assert_eq!(told, [Some(Duration::ZERO), Some(Duration::ZERO), None, None], "{begins}");
    }
}

fn thread(number: u64, name: &str) -> Value {
    json!({ "name": "thread_name", "ts": 0, "pid": 1, "tid": number, "args": { "name": name } })
}

/// The event of a worker's thread, which belongs to no frame.
fn of_worker(number: u64, mut event: Value) -> Value {
    event["tid"] = json!(number);
    event["args"]["data"]["frame"] = json!("");
    event
}

#[test]
fn a_worker_has_started_when_its_program_has_come() {
    let arrives = |seconds, request| event("ResourceFinish", seconds, json!({ "requestId": request }));
    let named = thread(7, "SharedWorker thread");
    let of_page = of_worker(1, arrives(1.0, "1.1"));
    assert_eq!(still_open(&[of_page, named.clone()]).workers, 0, "the page's own request");
    let program = of_worker(7, arrives(1.0, "1.2"));
    let data = of_worker(7, arrives(1.2, "1.3"));
    assert_eq!(still_open(&[program.clone(), data, named.clone()]).workers, 1);
    let next = event("CommitLoad", 2.0, json!({ "frame": "main", "isMainFrame": true }));
    assert_eq!(still_open(&[next, program, named]).workers, 0, "the worker of the page before");
}

#[test]
fn requests_of_workers_are_told_since_the_page_does_not_know_them() {
    let asks = event("ResourceSendRequest", 1.0, json!({ "requestId": "1.3" }));
    let answered = event("ResourceFinish", 1.5, json!({ "requestId": "1.3" }));
    let named = thread(7, "DedicatedWorker thread");
    let both = [named, of_worker(7, asks.clone()), of_worker(7, answered)];
    assert!(still_open(&both[..2]).workers_ask);
    assert!(!still_open(&both).workers_ask);
    assert!(!still_open(&[asks]).workers_ask, "of the page");
}

#[test]
fn workers_number_their_timers_each_for_itself() {
    let both = [of_worker(7, set(1, 1.0, 900)), of_worker(8, set(1, 1.0, 100)), of_worker(8, fires(1, 1.1))];
    assert_eq!(still_open(&both).timers, in_milliseconds(800));
}

#[test]
fn a_trace_that_is_too_long_or_not_whole_says_nothing() {
    let many: Vec<Value> = (0..=MOST_EVENTS as u64).map(|number| set(number, 1.0, 1)).collect();
    assert_eq!(heard(&many).still_open(LONGEST), None);
    let mut timers = heard(&[set(1, 1.0, 1)]);
    timers.loses();
    assert_eq!(timers.still_open(LONGEST), None);
    let mut timers = Timers::default();
    timers.hears("{");
    assert_eq!(timers.still_open(LONGEST), None);
}

#[test]
fn odd_numbers_are_taken_as_they_are() {
    let odd = |timeout: Value| {
        event("TimerInstall", 1.0, json!({ "timerId": 1, "timeout": timeout, "singleShot": true }))
    };
    assert_eq!(still_open(&[odd(json!(-5))]).timers, Some(Duration::ZERO));
    assert_eq!(still_open(&[odd(json!(1e300))]).timers, None);
}
