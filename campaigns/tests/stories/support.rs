//! A database of either kind, a simulated web, and workers on them.

use campaigns::{Browsers, Clock, Conduct, OfAuditor, Patience, Until, WorkSettings, Worker};
use chrono::{DateTime, TimeDelta, Utc};
use crawler::frontier::{Limits, Politeness};
use libtest_mimic::Trial;
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use store::{AuditHead, Campaign, NewCampaign, NewMember, NewSite, Selection, Store};
use tests::{
    postgres::Postgres,
    simulation::{Simulation, StandIn, auditor},
};
use tokio::task::JoinHandle;

/// Longest time to wait for anything. A worker that needs longer is stuck.
const PATIENCE: Duration = Duration::from_secs(240);

/// Part of the name of a worker that other workers take for dead.
pub const DEAD: &str = "dead";

pub struct Database {
    pub url: String,
    pub cluster: Option<Postgres>,
    _folder: tempfile::TempDir,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("observatoire.db").display());
        Self { url, cluster: None, _folder: folder }
    }

    pub fn postgres() -> Self {
        let cluster = Postgres::start().expect("Postgres must be installed for these tests");
        let url = cluster.database().unwrap();
        Self { url, cluster: Some(cluster), _folder: tempfile::tempdir().unwrap() }
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }
}

/// Declares stories that run on both databases at the same time, and after `postgres:` those for Postgres alone.
macro_rules! stories {
    ($($both:ident),* $(; postgres: $($alone:ident),*)? $(,)?) => {
        pub fn stories() -> Vec<libtest_mimic::Trial> {
            use crate::support::{Database, trial};
            vec![
                $(trial(module_path!(), stringify!($both), || async {
                    tokio::join!($both(Database::sqlite()), $both(Database::postgres()));
                }),)*
                $($(trial(module_path!(), stringify!($alone), || $alone(Database::postgres())),)*)?
            ]
        }
    };
}
pub(crate) use stories;

pub fn trial<F: Future<Output = ()>>(
    module: &str,
    name: &str,
    story: impl FnOnce() -> F + Send + 'static,
) -> Trial {
    Trial::test(format!("{module}::{name}"), move || {
        tokio::runtime::Runtime::new()?.block_on(story());
        Ok(())
    })
}

#[expect(clippy::disallowed_methods, reason = "stories of programs that run in real time")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Seconds by which a story has moved the clock that [`moved`] shows.
pub static MOVED: AtomicI64 = AtomicI64::new(0);

pub fn moved() -> DateTime<Utc> {
    now() + TimeDelta::seconds(MOVED.load(Ordering::SeqCst))
}

/// Delays short enough for a test and long enough to be measured.
pub fn politeness() -> Politeness {
    visits_apart(Duration::from_millis(10))
}

/// At least `distance` between the beginnings of two visits to an IP address, and twice as much for visits to a host.
pub fn visits_apart(distance: Duration) -> Politeness {
    Politeness {
        host: Limits { between_visits: distance * 2, at_once: 1 },
        address: Limits { between_visits: distance, at_once: 4 },
    }
}

pub async fn members(store: &Store, simulation: &Simulation) {
    let member = |host: &String| NewMember {
        id: host.clone(),
        name: host.clone(),
        sites: vec![NewSite { url: simulation.url(host), host_key: host.clone() }],
        ..NewMember::default()
    };
    let members: Vec<NewMember> = simulation.world().hosts().iter().map(member).collect();
    store.import_members("simulation", &members, now()).await.unwrap();
}

pub async fn planned(store: &Store, simulation: &Simulation, now: DateTime<Utc>) -> Campaign {
    members(store, simulation).await;
    let new = NewCampaign { label: "Une".to_owned(), seed: 1, pages: 3 };
    let begun = store.begin_campaign(&new, None, &Selection::default(), now, TimeDelta::zero()).await;
    begun.unwrap().unwrap().0
}

pub type Simulated = OfAuditor<crawler::fetch::Fetcher, StandIn>;

pub async fn worker(
    database: &Database,
    simulation: &Simulation,
    name: &str,
    clock: &Clock,
) -> Worker<Simulated> {
    employed(database, conductor(simulation), name, clock).await
}

pub fn conductor(simulation: &Simulation) -> Simulated {
    polite_conductor(simulation, politeness())
}

pub fn polite_conductor(simulation: &Simulation, politeness: Politeness) -> Simulated {
    crawler::fetch::install_tls();
    let auditor = Arc::new(auditor(simulation, politeness, now).unwrap());
    OfAuditor { auditor, one_site_per_address: true, browsers: |_| Browsers::default() }
}

/// A worker whose audits are made by this conductor.
pub async fn employed<C: Conduct>(database: &Database, conductor: C, name: &str, clock: &Clock) -> Worker<C> {
    let settings = WorkSettings {
        owner: format!("machine/{name}/0"),
        is_dead: |owner, _| owner.contains(DEAD),
        program: "story".to_owned(),
        width: 8,
        patience: Patience::For(PATIENCE),
        recorded: Box::new(|_| {}),
    };
    Worker::new(Arc::new(conductor), database.open().await, clock.clone(), settings)
}

/// Runs the worker in the background until the condition holds.
pub fn start<C: Conduct>(mut worker: Worker<C>, until: Until) -> JoinHandle<()> {
    tokio::spawn(async move { worker.run(&until).await.unwrap() })
}

pub async fn end(working: JoinHandle<()>) {
    tokio::time::timeout(PATIENCE, working).await.expect("the worker hangs").unwrap();
}

/// Waits until the condition holds, by checking it every 20 ms, because nothing announces the event.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "never: {what}");
}

pub async fn heads(store: &Store) -> Vec<AuditHead> {
    store.audits_changed_after(0, 10_000).await.unwrap()
}

pub async fn recorded(store: &Store) -> i64 {
    let counts = store.progress(None, now()).await.unwrap();
    counts.evaluated + counts.not_evaluated
}

/// Checks that the audit of every site is recorded exactly once, and that nothing is left to do.
pub async fn each_site_once(store: &Store, sites: usize) {
    let mut each: BTreeMap<String, usize> = BTreeMap::new();
    for head in heads(store).await {
        *each.entry(head.host).or_default() += 1;
    }
    assert_eq!(each.len(), sites, "{each:?}");
    assert!(each.values().all(|count| *count == 1), "{each:?}");
    assert_eq!(store.unfinished_campaigns().await.unwrap(), []);
    assert_eq!(store.owners().await.unwrap(), []);
}
