use super::*;
use proptest::prelude::*;
use std::collections::HashMap;

/// Any instant: only differences matter.
fn start() -> Instant {
    crate::monotonic::now()
}

const SECOND: Duration = Duration::from_secs(1);

fn polite(host: (u64, usize), address: (u64, usize)) -> Politeness {
    let limits = |(ms, at_once)| Limits { between_visits: Duration::from_millis(ms), at_once };
    Politeness { host: limits(host), address: limits(address) }
}

fn lane(host: &str, last_byte: u8) -> Lane {
    Lane::new(host, Some(IpAddr::from([192, 0, 2, last_byte])))
}

#[test]
fn a_host_is_visited_one_at_a_time_and_spaced() {
    let mut frontier = Frontier::new(polite((1000, 1), (0, 9)));
    let (a, now) = (lane("a.example", 1), start());
    frontier.push(a.clone(), 1);
    frontier.push(a.clone(), 2);
    assert_eq!(frontier.next(now), Next::Go(a.clone(), 1));
    assert_eq!(frontier.next(now + 9 * SECOND), Next::Empty, "the first visit has not ended");
    frontier.release(&a, now);
    assert_eq!(frontier.next(now), Next::Wait(now + SECOND));
    assert_eq!(frontier.next(now + SECOND), Next::Go(a, 2));
}

#[test]
fn hosts_of_one_machine_share_its_places_and_its_spacing() {
    let mut frontier = Frontier::new(polite((0, 1), (1000, 2)));
    let now = start();
    for host in ["a.example", "b.example", "c.example"] {
        frontier.push(lane(host, 1), host);
    }
    frontier.push(lane("elsewhere.example", 2), "elsewhere.example");
    assert_eq!(frontier.next(now), Next::Go(lane("a.example", 1), "a.example"));
    assert_eq!(frontier.next(now), Next::Go(lane("elsewhere.example", 2), "elsewhere.example"));
    assert_eq!(frontier.next(now), Next::Wait(now + SECOND));
    assert_eq!(frontier.next(now + SECOND), Next::Go(lane("b.example", 1), "b.example"));
    assert_eq!(frontier.next(now + 5 * SECOND), Next::Empty, "both places are taken");
    frontier.release(&lane("b.example", 1), now + SECOND);
    assert_eq!(frontier.next(now + 5 * SECOND), Next::Go(lane("c.example", 1), "c.example"));
}

#[test]
fn the_spacing_counts_from_when_a_visit_reached_the_host() {
    let mut frontier = Frontier::new(polite((1000, 1), (0, 9)));
    let (a, now) = (lane("a.example", 1), start());
    frontier.push(a.clone(), 1);
    frontier.push(a.clone(), 2);
    frontier.next(now);
    frontier.release(&a, now + 30 * SECOND);
    assert_eq!(frontier.next(now + 30 * SECOND), Next::Wait(now + 31 * SECOND));
}

#[test]
fn a_host_pushed_back_waits_and_its_neighbour_does_not() {
    let mut frontier = Frontier::new(polite((0, 1), (0, 9)));
    let now = start();
    frontier.push(lane("busy.example", 1), 1);
    frontier.push(lane("calm.example", 1), 2);
    frontier.push_back(&lane("busy.example", 1), now + 60 * SECOND);
    assert_eq!(frontier.next(now), Next::Go(lane("calm.example", 1), 2));
    assert_eq!(frontier.next(now), Next::Wait(now + 60 * SECOND));
}

#[test]
fn a_crawl_delay_spaces_more_and_never_less() {
    let mut frontier = Frontier::new(polite((1000, 1), (0, 9)));
    let (a, now) = (lane("a.example", 1), start());
    for job in 0..3 {
        frontier.push(a.clone(), job);
    }
    frontier.slow_down(&a, 10 * SECOND);
    frontier.slow_down(&a, Duration::ZERO);
    frontier.next(now);
    frontier.release(&a, now);
    assert_eq!(frontier.next(now), Next::Wait(now + 10 * SECOND));
}

#[test]
fn a_host_that_moves_takes_its_jobs_along() {
    let mut frontier = Frontier::new(polite((0, 1), (60_000, 1)));
    let now = start();
    frontier.push(lane("full.example", 1), 0);
    frontier.next(now);
    frontier.push(lane("moving.example", 1), 1);
    assert_eq!(frontier.next(now), Next::Empty);
    frontier.push(lane("moving.example", 2), 2);
    assert_eq!(frontier.next(now), Next::Go(lane("moving.example", 2), 1));
}

#[test]
fn idle_lanes_are_forgotten_once_their_promise_is_kept() {
    let mut frontier = Frontier::new(polite((1000, 1), (500, 4)));
    let now = start();
    for n in 0..1000 {
        let lane = lane(&format!("h{n}.example"), (n % 250) as u8);
        frontier.push(lane, n);
    }
    let mut later = now;
    loop {
        match frontier.next(later) {
            Next::Go(lane, _) => frontier.release(&lane, later),
            Next::Wait(until) => later = until,
            Next::Empty => break,
        }
    }
    assert!(!frontier.hosts.is_empty(), "the last hosts may not be visited again yet");
    assert_eq!(frontier.next(later + SECOND), Next::Empty);
    assert_eq!((frontier.hosts.len(), frontier.machines.len()), (0, 0));
}

/// A server's view of the visits.
#[derive(Default)]
struct Witness {
    under_way: usize,
    last_start: Option<Instant>,
}

impl Witness {
    fn start(&mut self, now: Instant, limits: Limits) -> Result<(), TestCaseError> {
        self.under_way += 1;
        prop_assert!(self.under_way <= limits.at_once);
        if let Some(before) = self.last_start.replace(now) {
            prop_assert!(now - before >= limits.between_visits);
        }
        Ok(())
    }
}

fn limits() -> impl Strategy<Value = Limits> {
    (0u64..2000, 1usize..4)
        .prop_map(|(ms, at_once)| Limits { between_visits: Duration::from_millis(ms), at_once })
}

proptest! {
    /// In any order of events, every job starts once, and the limits of hosts and machines hold.
    #[test]
    fn keeps_its_promises(
        host in limits(),
        address in limits(),
        pushes in prop::collection::vec((0u8..8, 0u8..4), 1..60),
        ends in prop::collection::vec((any::<u8>(), any::<bool>()), 200),
    ) {
        let mut frontier = Frontier::new(Politeness { host, address });
        let (early, late) = pushes.split_at(pushes.len() / 2);
        // A host may have several addresses; one in four has none that is known.
        let to_lane = |(host, ip): (u8, u8)| match ip {
            0 => Lane::new(format!("h{host}.example"), None),
            ip => lane(&format!("h{host}.example"), ip),
        };
        for (job, push) in early.iter().enumerate() {
            frontier.push(to_lane(*push), job);
        }
        let mut late = late.iter().enumerate().map(|(n, push)| (to_lane(*push), early.len() + n));
        let (mut now, mut out, mut under_way) = (start(), Vec::new(), Vec::<(Lane, Instant)>::new());
        let (mut hosts, mut machines) = (HashMap::<_, Witness>::new(), HashMap::<_, Witness>::new());
        for (pick, push_more) in ends.iter().cycle() {
            if *push_more && let Some((lane, job)) = late.next() {
                frontier.push(lane, job);
            }
            match frontier.next(now) {
                Next::Go(lane, job) => {
                    out.push(job);
                    hosts.entry(lane.host.clone()).or_default().start(now, host)?;
                    if let Some(ip) = lane.ip {
                        machines.entry(ip).or_default().start(now, address)?;
                    }
                    under_way.push((lane, now));
                }
                Next::Wait(until) => {
                    prop_assert!(until > now);
                    now = until;
                }
                Next::Empty if under_way.is_empty() => match late.next() {
                    Some((lane, job)) => frontier.push(lane, job),
                    None => break,
                },
                Next::Empty => {
                    let (lane, started) = under_way.swap_remove(*pick as usize % under_way.len());
                    hosts.get_mut(&lane.host).expect("it started").under_way -= 1;
                    if let Some(ip) = lane.ip {
                        machines.get_mut(&ip).expect("it started").under_way -= 1;
                    }
                    frontier.release(&lane, started);
                }
            }
        }
        out.sort_unstable();
        prop_assert_eq!(out, (0..pushes.len()).collect::<Vec<_>>());
        prop_assert!(frontier.is_empty());
    }

    /// With one visit at a time, the time between visits is kept between late starts too.
    #[test]
    fn late_starts_keep_their_distance(waits in prop::collection::vec(0u64..5000, 2..20)) {
        let politeness = polite((1000, 1), (0, 9));
        let mut frontier = Frontier::new(politeness);
        let a = lane("a.example", 1);
        for wait in &waits {
            frontier.push(a.clone(), *wait);
        }
        let (mut now, mut host) = (start(), Witness::default());
        loop {
            match frontier.next(now) {
                Next::Go(lane, wait) => {
                    now += Duration::from_millis(wait);
                    host.start(now, politeness.host)?;
                    host.under_way -= 1;
                    frontier.release(&lane, now);
                }
                Next::Wait(until) => now = until,
                Next::Empty => break,
            }
        }
    }
}
