//! The loop that obeys the frontier: it starts what may start, and waits for what can change that.

use crate::frontier::{Frontier, Lane, Next};
use futures_util::FutureExt;
use std::{any::Any, future::Future, panic::AssertUnwindSafe, time::Instant};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How a visit ended.
pub struct Visited<T> {
    /// When the host was first asked for something; the host's spacing counts from here.
    pub started_at: Instant,
    pub outcome: T,
}

/// A visit panicked: a defect of ours that costs this job and no other.
#[derive(Debug, thiserror::Error)]
#[error("the visit panicked: {message}")]
pub struct Panicked {
    pub message: String,
}

/// Visits everything in the frontier with `visit`, at most `width` visits at once.
/// `done` gets every job back with its outcome, and may push new jobs or push lanes back.
/// After `stop`, visits under way end and no other starts.
pub async fn crawl<J, T, V, F, D>(
    mut frontier: Frontier<J>,
    visit: V,
    width: usize,
    stop: CancellationToken,
    mut done: D,
) where
    J: Clone + Send + 'static,
    T: Send + 'static,
    V: Fn(Lane, J) -> F,
    F: Future<Output = Visited<T>> + Send + 'static,
    D: FnMut(&mut Frontier<J>, Lane, J, Result<T, Panicked>),
{
    let mut visits = JoinSet::new();
    loop {
        let due = start_what_may(&mut frontier, &visit, width, &stop, &mut visits);
        tokio::select! {
            Some(ended) = visits.join_next() => {
                let Ended { lane, job, started_at, outcome } = ended.expect("panics are caught, nothing aborts");
                frontier.release(&lane, started_at);
                done(&mut frontier, lane, job, outcome);
            }
            () = sleep_until(due), if due.is_some() => {}
            () = stop.cancelled(), if due.is_some() => {}
            else => return,
        }
    }
}

struct Ended<J, T> {
    lane: Lane,
    job: J,
    started_at: Instant,
    outcome: Result<T, Panicked>,
}

/// Returns when the next visit falls due, if a visit could start then.
fn start_what_may<J, T, V, F>(
    frontier: &mut Frontier<J>,
    visit: &V,
    width: usize,
    stop: &CancellationToken,
    visits: &mut JoinSet<Ended<J, T>>,
) -> Option<Instant>
where
    J: Clone + Send + 'static,
    T: Send + 'static,
    V: Fn(Lane, J) -> F,
    F: Future<Output = Visited<T>> + Send + 'static,
{
    while visits.len() < width && !stop.is_cancelled() {
        match frontier.next(now()) {
            Next::Go(lane, job) => {
                visits.spawn(watched(lane.clone(), job.clone(), visit(lane, job)));
            }
            Next::Wait(due) => return Some(due),
            Next::Empty => return None,
        }
    }
    None
}

async fn watched<J, T>(lane: Lane, job: J, visit: impl Future<Output = Visited<T>>) -> Ended<J, T> {
    let went_at = now();
    match AssertUnwindSafe(visit).catch_unwind().await {
        Ok(Visited { started_at, outcome }) => Ended { lane, job, started_at, outcome: Ok(outcome) },
        Err(panic) => {
            let outcome = Err(Panicked { message: panic_message(&*panic) });
            Ended { lane, job, started_at: went_at, outcome }
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

async fn sleep_until(due: Option<Instant>) {
    tokio::time::sleep_until(due.unwrap_or_else(now).into()).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::{Limits, Politeness};
    use std::{sync::Arc, sync::Mutex, time::Duration};

    fn every(seconds: u64) -> Politeness {
        let host = Limits { between_visits: Duration::from_secs(seconds), at_once: 1 };
        Politeness { host, address: Limits { between_visits: Duration::ZERO, at_once: 100 } }
    }

    fn frontier(politeness: Politeness, hosts: &[(&'static str, u32)]) -> Frontier<&'static str> {
        let mut frontier = Frontier::new(politeness);
        for (host, visits) in hosts {
            (0..*visits).for_each(|_| frontier.push(Lane::new(*host, None), *host));
        }
        frontier
    }

    async fn at_once(_: Lane, _: &'static str) -> Visited<()> {
        Visited { started_at: now(), outcome: () }
    }

    /// A slow host holds back nobody, and no host is visited faster than it should be.
    #[tokio::test(start_paused = true)]
    async fn a_slow_host_delays_nobody() {
        let start = tokio::time::Instant::now();
        let log = Arc::new(Mutex::new(Vec::new()));
        let visit = |_: Lane, host: &'static str| {
            let log = log.clone();
            async move {
                let started_at = now();
                log.lock().expect("nobody panics").push((host, start.elapsed().as_secs()));
                tokio::time::sleep(Duration::from_secs(if host == "slow.example" { 30 } else { 0 })).await;
                Visited { started_at, outcome: () }
            }
        };
        let frontier = frontier(every(2), &[("slow.example", 4), ("fast.example", 4)]);
        crawl(frontier, visit, 2, CancellationToken::new(), |_, _, _, _| {}).await;
        let seen = |host| {
            let log = log.lock().expect("nobody panics");
            log.iter().filter(|entry| entry.0 == host).map(|entry| entry.1).collect::<Vec<_>>()
        };
        assert_eq!(seen("fast.example"), [0, 2, 4, 6]);
        assert_eq!(seen("slow.example"), [0, 30, 60, 90]);
    }

    #[tokio::test(start_paused = true)]
    async fn never_more_visits_than_the_width() {
        let under_way = Arc::new(Mutex::new((0u32, 0u32)));
        let visit = |_: Lane, _: u32| {
            let under_way = under_way.clone();
            async move {
                let started_at = now();
                {
                    let mut count = under_way.lock().expect("nobody panics");
                    count.0 += 1;
                    count.1 = count.1.max(count.0);
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
                under_way.lock().expect("nobody panics").0 -= 1;
                Visited { started_at, outcome: () }
            }
        };
        let mut frontier = Frontier::new(every(1));
        (0..50).for_each(|n| frontier.push(Lane::new(format!("h{n}.example"), None), n));
        crawl(frontier, visit, 7, CancellationToken::new(), |_, _, _, _| {}).await;
        assert_eq!(under_way.lock().expect("nobody panics").1, 7);
    }

    #[tokio::test(start_paused = true)]
    async fn a_panic_costs_its_job_and_no_other() {
        let visit = |_: Lane, host: &'static str| async move {
            assert_ne!(host, "bad.example", "what a page");
            Visited { started_at: now(), outcome: () }
        };
        let mut ended = Vec::new();
        let frontier = frontier(every(1), &[("bad.example", 1), ("good.example", 1)]);
        crawl(frontier, visit, 1, CancellationToken::new(), |_, _, job, outcome| {
            ended.push((job, outcome.map_err(|panic| panic.message.contains("what a page"))));
        })
        .await;
        assert_eq!(ended, [("bad.example", Err(true)), ("good.example", Ok(()))]);
    }

    #[tokio::test(start_paused = true)]
    async fn outcomes_may_bring_new_jobs_and_push_lanes_back() {
        let start = tokio::time::Instant::now();
        let mut ends = Vec::new();
        let frontier = frontier(every(1), &[("a.example", 1)]);
        crawl(frontier, at_once, 3, CancellationToken::new(), |frontier, lane, job, _| {
            ends.push(start.elapsed().as_secs());
            if ends.len() == 1 {
                frontier.push_back(&lane, now() + Duration::from_secs(60));
                frontier.push(lane, job);
            }
        })
        .await;
        assert_eq!(ends, [0, 60]);
    }

    #[tokio::test(start_paused = true)]
    async fn stop_lets_visits_end_and_starts_no_other() {
        let stop = CancellationToken::new();
        let mut ended = 0;
        let frontier = frontier(every(1), &[("a.example", 100)]);
        crawl(frontier, at_once, 4, stop.clone(), |_, _, _, _| {
            ended += 1;
            if ended == 3 {
                stop.cancel();
            }
        })
        .await;
        assert_eq!(ended, 3);
    }

    #[tokio::test(start_paused = true)]
    async fn stop_does_not_wait_for_the_next_visit_to_fall_due() {
        let stop = CancellationToken::new();
        let start = tokio::time::Instant::now();
        tokio::spawn({
            let stop = stop.clone();
            async move {
                tokio::time::sleep(Duration::from_secs(5)).await;
                stop.cancel();
            }
        });
        let frontier = frontier(every(3600), &[("a.example", 2)]);
        crawl(frontier, at_once, 4, stop, |_, _, _, _| {}).await;
        assert_eq!(start.elapsed().as_secs(), 5);
    }
}
