//! Gives back the audits of processes that ended without giving them back.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeSet, HashMap};
use store::{Result, Store};

/// Time without a report after which a worker counts as silent ([`Trace::silent`]).
pub const SILENT_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Function that tells whether a process has ended, from its name and its [`Trace`].
pub type IsDead = fn(&str, Trace) -> bool;

/// What the database knows of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Whether the last report of the process is too old. `false` if it has never reported. A worker reports every ten
    /// seconds.
    pub silent: bool,
    /// Whether the database is a file, so that all its programs run on one machine.
    pub one_machine: bool,
}

/// Gives back the audits of dead processes, and removes these processes from the list of workers.
pub async fn release_dead_workers(
    store: &Store,
    is_dead: IsDead,
    now: DateTime<Utc>,
    silent_after: TimeDelta,
) -> Result<()> {
    let workers = store.workers().await?;
    let seen: HashMap<&str, DateTime<Utc>> =
        workers.iter().map(|worker| (worker.name.as_str(), worker.seen_at)).collect();
    let owners = store.owners().await?.into_iter().map(|owner| owner.name);
    let known: BTreeSet<String> = owners.chain(workers.iter().map(|worker| worker.name.clone())).collect();
    let trace = |name: &str| Trace {
        silent: seen.get(name).is_some_and(|seen| now - *seen > silent_after),
        one_machine: store.is_a_file(),
    };
    for dead in known.iter().filter(|name| is_dead(name, trace(name))) {
        let released = store.release_dead(dead, now).await?;
        tracing::info!(owner = dead, released, "a process ended without a word");
        store.drop_worker(dead).await?;
    }
    Ok(())
}
