//! The queue of all visits. The frontier decides, and this loop carries it out. A waiting visit holds no browser.

use crate::{
    frontier::{Frontier, Lane, Next, Politeness},
    monotonic::now,
};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// The queue. Clones share the same frontier.
#[derive(Clone)]
pub struct Turnstile {
    asks: mpsc::UnboundedSender<Ask>,
}

enum Ask {
    Enter { lane: Lane, spacing: Option<Duration>, go: oneshot::Sender<Permit> },
    Leave { lane: Lane, reached_at: Instant },
    PushBack { lane: Lane, pause: Duration },
}

/// The permission for one visit; returned when dropped.
pub struct Permit {
    lane: Lane,
    reached_at: Instant,
    asks: mpsc::UnboundedSender<Ask>,
}

impl Permit {
    /// Notes that the host is contacted now (a browser was waited for), or has just responded (so it was contacted
    /// before). The time between visits counts from the last of these moments, so that no visit comes earlier by the
    /// host's own clock.
    pub fn reaches_host(&mut self) {
        self.reached_at = now();
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        // If the loop has ended, nobody waits any more.
        let _ = self.asks.send(Ask::Leave { lane: self.lane.clone(), reached_at: self.reached_at });
    }
}

impl Turnstile {
    /// Starts the loop, which ends when no clone and no permit is left.
    pub fn start(politeness: Politeness) -> Self {
        let (asks, queue) = mpsc::unbounded_channel();
        tokio::spawn(obey(Frontier::new(politeness), queue, asks.downgrade()));
        Self { asks }
    }

    /// Waits until the host and its machine may be visited. `spacing` is the delay that the host asked for.
    pub async fn enter(&self, lane: &Lane, spacing: Option<Duration>) -> Permit {
        let (go, gone) = oneshot::channel();
        let _ = self.asks.send(Ask::Enter { lane: lane.clone(), spacing, go });
        gone.await.expect("the loop lives as long as a turnstile does, and answers everyone")
    }

    /// Sends no visit to the host for this time, because it responded with 429, `Retry-After` or 5xx.
    pub fn push_back(&self, lane: &Lane, pause: Duration) {
        let _ = self.asks.send(Ask::PushBack { lane: lane.clone(), pause });
    }
}

async fn obey(
    mut frontier: Frontier<oneshot::Sender<Permit>>,
    mut queue: mpsc::UnboundedReceiver<Ask>,
    asks: mpsc::WeakUnboundedSender<Ask>,
) {
    loop {
        let due = open(&mut frontier, &asks);
        tokio::select! {
            ask = queue.recv() => match ask {
                Some(ask) => hear(&mut frontier, ask),
                None => return,
            },
            () = sleep_until(due), if due.is_some() => {}
        }
    }
}

/// Starts every visit that may start now. Returns when the next one may.
fn open(
    frontier: &mut Frontier<oneshot::Sender<Permit>>,
    asks: &mpsc::WeakUnboundedSender<Ask>,
) -> Option<Instant> {
    loop {
        match frontier.next(now()) {
            Next::Go(lane, go) => {
                let asks = asks.upgrade()?;
                // If the visit no longer waits, the permit is dropped and thereby returned at once.
                let _ = go.send(Permit { lane, reached_at: now(), asks });
            }
            Next::Wait(due) => return Some(due),
            Next::Empty => return None,
        }
    }
}

fn hear(frontier: &mut Frontier<oneshot::Sender<Permit>>, ask: Ask) {
    match ask {
        Ask::Enter { lane, spacing, go } => {
            frontier.push(lane.clone(), go);
            if let Some(spacing) = spacing {
                frontier.slow_down(&lane, spacing);
            }
        }
        Ask::Leave { lane, reached_at } => frontier.release(&lane, reached_at),
        Ask::PushBack { lane, pause } => frontier.push_back(&lane, now() + pause),
    }
}

async fn sleep_until(due: Option<Instant>) {
    tokio::time::sleep_until(due.unwrap_or_else(now).into()).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::Limits;
    use std::sync::{Arc, Mutex};
    use tokio::task::JoinSet;

    fn politeness() -> Politeness {
        Politeness {
            host: Limits { between_visits: Duration::from_secs(2), at_once: 1 },
            address: Limits { between_visits: Duration::ZERO, at_once: 4 },
        }
    }

    /// Visits of each host, in seconds from the start.
    async fn visits(hosts: &[(&'static str, u64)], each: usize) -> Vec<(&'static str, u64)> {
        let turnstile = Turnstile::start(politeness());
        let (log, start) = (Arc::new(Mutex::new(Vec::new())), now());
        let mut tasks = JoinSet::new();
        for (host, takes) in hosts.iter().copied() {
            for _ in 0..each {
                let (turnstile, log) = (turnstile.clone(), log.clone());
                tasks.spawn(async move {
                    let _permit = turnstile.enter(&Lane::new(host, None), None).await;
                    log.lock().unwrap().push((host, (now() - start).as_secs()));
                    tokio::time::sleep(Duration::from_secs(takes)).await;
                });
            }
        }
        tasks.join_all().await;
        let mut log = log.lock().unwrap().clone();
        log.sort();
        log
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_host_holds_back_nobody() {
        let log = visits(&[("slow.example", 30), ("fast.example", 0)], 3).await;
        let times = |host| log.iter().filter(|(h, _)| *h == host).map(|(_, at)| *at).collect::<Vec<_>>();
        assert_eq!(times("fast.example"), [0, 2, 4]);
        assert_eq!(times("slow.example"), [0, 30, 60]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_visit_counts_from_when_it_reached_the_host_at_the_latest() {
        let turnstile = Turnstile::start(politeness());
        let lane = Lane::new("a.example", None);
        let start = now();
        let mut permit = turnstile.enter(&lane, None).await;
        tokio::time::sleep(Duration::from_secs(10)).await;
        permit.reaches_host();
        drop(permit);
        drop(turnstile.enter(&lane, None).await);
        assert_eq!((now() - start).as_secs(), 12);
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_waiting_blocks_nobody() {
        let turnstile = Turnstile::start(politeness());
        let lane = Lane::new("a.example", None);
        let held = turnstile.enter(&lane, None).await;
        let waiting = tokio::time::timeout(Duration::from_secs(1), turnstile.enter(&lane, None)).await;
        assert!(waiting.is_err());
        drop(held);
        drop(turnstile.enter(&lane, None).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_keeps_the_pace_it_asks_for() {
        let turnstile = Turnstile::start(politeness());
        let (lane, pace) = (Lane::new("a.example", None), Some(Duration::from_secs(7)));
        let start = now();
        for _ in 0..3 {
            drop(turnstile.enter(&lane, pace).await);
        }
        assert_eq!((now() - start).as_secs(), 14);
        turnstile.push_back(&lane, Duration::from_secs(60));
        drop(turnstile.enter(&lane, pace).await);
        assert_eq!((now() - start).as_secs(), 74);
    }
}
