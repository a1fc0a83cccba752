//! Programs that ended without a word: what they held is given back.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeSet, HashMap};
use store::{Result, Store};

/// A worker that has reported nothing for this long may be dead, if nothing speaks against it.
pub const SILENT_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Tells by its name, and by what the database knows of it, whether a process has ended.
pub type IsDead = fn(&str, Trace) -> bool;

/// The database's knowledge of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// It was told to show itself every ten seconds, and has not for longer.
    pub silent: bool,
    /// The database is a file: whoever works on it does so on one machine.
    pub one_machine: bool,
}

/// Gives back what processes of this machine held that have ended, and shows them no more.
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
