//! Gives back the audits of programs that ended without releasing them.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeSet, HashMap};
use store::{Result, Store};

/// A worker that has not reported for this long counts as dead, if no other sign says that it runs.
pub const SILENT_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Tells whether a process has ended, from its name and from what the database knows of it.
pub type IsDead = fn(&str, Trace) -> bool;

/// The database's knowledge of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Whether the process, which should report every ten seconds, has not done so in time.
    pub silent: bool,
    /// Whether the database is a file, so that all its programs run on one machine.
    pub one_machine: bool,
}

/// Gives back the audits of processes of this machine that have ended, and removes these from the list of workers.
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
