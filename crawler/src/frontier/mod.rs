//! Decides which job may start now. It has no clock and no I/O, so that it can be tested with values.

mod agenda;
mod gate;
mod politeness;
#[cfg(test)]
mod tests;

use agenda::Agenda;
use gate::Gate;
pub use politeness::{Limits, Politeness};
use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

/// The target of a visit: the host, and the IP address behind it when known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane {
    pub host: Arc<str>,
    pub ip: Option<IpAddr>,
}

impl Lane {
    pub fn new(host: impl Into<Arc<str>>, ip: Option<IpAddr>) -> Self {
        Self { host: host.into(), ip }
    }

    fn machine(&self) -> Machine {
        self.ip.map_or_else(|| Machine::OfHost(self.host.clone()), Machine::At)
    }
}

/// The key of a machine. A host whose address is unknown counts as a machine of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Machine {
    At(IpAddr),
    OfHost(Arc<str>),
}

#[derive(Debug, PartialEq, Eq)]
pub enum Next<J> {
    /// A job may start. Its visit counts as under way until [`Frontier::release`].
    Go(Lane, J),
    /// No job may start before this instant.
    Wait(Instant),
    /// No job can start until a visit ends or a job is added.
    Empty,
}

/// Jobs by host and by machine. A job may start when both its host and its machine allow it.
///
/// The time between visits counts from each [`Next::Go`], and again from the instant given to [`Frontier::release`]. So
/// with one visit at a time it holds between real starts, however long a visit waited for its browser.
pub struct Frontier<J> {
    politeness: Politeness,
    hosts: HashMap<Arc<str>, Host<J>>,
    machines: HashMap<Machine, Served>,
    /// Machines that may start a visit, by the time they may.
    open: Agenda<Machine>,
    idle_hosts: Agenda<Arc<str>>,
    idle_machines: Agenda<Machine>,
    waiting: usize,
}

struct Host<J> {
    gate: Gate,
    jobs: VecDeque<J>,
    lane: Lane,
}

struct Served {
    gate: Gate,
    /// Hosts with work and a free place, by the time they may be visited.
    open: Agenda<Arc<str>>,
}

impl<J> Frontier<J> {
    pub fn new(politeness: Politeness) -> Self {
        Self {
            politeness,
            hosts: HashMap::new(),
            machines: HashMap::new(),
            open: Agenda::new(),
            idle_hosts: Agenda::new(),
            idle_machines: Agenda::new(),
            waiting: 0,
        }
    }

    /// Number of jobs that have not started.
    pub fn len(&self) -> usize {
        self.waiting
    }

    pub fn is_empty(&self) -> bool {
        self.waiting == 0
    }

    /// Adds a job. When a host has moved to another address, its waiting jobs move too.
    pub fn push(&mut self, lane: Lane, job: J) {
        self.waiting += 1;
        self.host(&lane).jobs.push_back(job);
        self.follow_move(&lane);
        self.refresh(&lane.host);
    }

    /// The next job that may start at `now`, which must not go backwards.
    pub fn next(&mut self, now: Instant) -> Next<J> {
        self.forget_idle(now);
        let machine = match self.open.first() {
            None => return Next::Empty,
            Some((Some(due), _)) if due > now => return Next::Wait(due),
            Some((_, machine)) => machine.clone(),
        };
        let served = self.machines.get_mut(&machine).expect("an open machine is known");
        let (_, name) = served.open.first().expect("an open machine has an open host");
        let host = self.hosts.get_mut(name).expect("an open host is known");
        let job = host.jobs.pop_front().expect("an open host has work");
        host.gate.enter(now);
        served.gate.enter(now);
        let lane = host.lane.clone();
        self.waiting -= 1;
        self.refresh(&lane.host);
        Next::Go(lane, job)
    }

    /// Ends a visit. It reached the host at `reached_at` at the latest, perhaps long after its [`Next::Go`].
    pub fn release(&mut self, lane: &Lane, reached_at: Instant) {
        self.host(lane).gate.leave(reached_at);
        self.machine(&lane.machine()).gate.leave(reached_at);
        self.refresh(&lane.host);
        self.refresh_machine(&lane.machine());
    }

    /// Sends no visit to the host before this time, because it responded with 429, `Retry-After` or 5xx.
    pub fn push_back(&mut self, lane: &Lane, until: Instant) {
        self.host(lane).gate.push_back(until);
        self.refresh(&lane.host);
    }

    /// Increases the time between visits of the host, because it asked for a `Crawl-delay`. The time is never reduced.
    /// It is kept while the host has jobs or visits; afterwards it must be set again.
    pub fn slow_down(&mut self, lane: &Lane, between_visits: Duration) {
        self.host(lane).gate.space_at_least(between_visits);
        self.refresh(&lane.host);
    }

    fn host(&mut self, lane: &Lane) -> &mut Host<J> {
        let limits = self.politeness.host;
        self.hosts.entry(lane.host.clone()).or_insert_with(|| Host {
            gate: Gate::new(limits),
            jobs: VecDeque::new(),
            lane: lane.clone(),
        })
    }

    fn machine(&mut self, machine: &Machine) -> &mut Served {
        let limits = match machine {
            Machine::At(_) => self.politeness.address,
            Machine::OfHost(_) => Limits { between_visits: Duration::ZERO, at_once: usize::MAX },
        };
        self.machines
            .entry(machine.clone())
            .or_insert_with(|| Served { gate: Gate::new(limits), open: Agenda::new() })
    }

    fn follow_move(&mut self, lane: &Lane) {
        let host = self.host(lane);
        if host.lane == *lane {
            return;
        }
        let left = std::mem::replace(&mut host.lane, lane.clone()).machine();
        self.machine(&left).open.set(&lane.host, None);
        self.refresh_machine(&left);
    }

    fn refresh(&mut self, name: &Arc<str>) {
        let Some(host) = self.hosts.get(name) else { return };
        let machine = host.lane.machine();
        let due = host.gate.not_before;
        let ready = !host.jobs.is_empty() && !host.gate.is_full();
        let idle = host.jobs.is_empty() && host.gate.visits == 0;
        self.machine(&machine).open.set(name, ready.then_some(due));
        self.idle_hosts.set(name, idle.then_some(due));
        self.refresh_machine(&machine);
    }

    fn refresh_machine(&mut self, machine: &Machine) {
        let Some(served) = self.machines.get(machine) else { return };
        let first = served.open.first().map(|(due, _)| due.max(served.gate.not_before));
        let due = if served.gate.is_full() { None } else { first };
        let idle = served.open.is_empty() && served.gate.visits == 0;
        self.open.set(machine, due);
        self.idle_machines.set(machine, idle.then_some(served.gate.not_before));
    }

    /// Forgets lanes without jobs and without a time to wait for.
    fn forget_idle(&mut self, now: Instant) {
        while let Some(host) = self.idle_hosts.pop_due(now) {
            self.hosts.remove(&host);
        }
        while let Some(machine) = self.idle_machines.pop_due(now) {
            self.machines.remove(&machine);
        }
    }
}
