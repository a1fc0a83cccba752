//! A run that is killed or told to stop loses nothing: the next one finishes the same campaign.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rustix::process::{Pid, Signal, kill_process};
use store::Store;
use tests::site_server::SiteServer;
use tokio::process::Child;

use crate::support::{Desk, end_of, processes, public_folder as public, sites, until};

/// Sites that take different times: with some audits recorded and others under way, the run can be interrupted.
const SITES: [&str; 5] = ["archives-vallebois", "eaux-orvanne", "montreval", "saint-oradou", "valbrune"];
/// A time at which no lease has expired: all leases count as running.
const BEFORE_ALL: DateTime<Utc> = DateTime::UNIX_EPOCH;
const RUN: [&str; 6] = ["run", "--allow-private", "--pages", "3", "--browsers", "1"];

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_run_is_finished_by_the_next_on_sqlite() {
    killed(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_run_is_finished_by_the_next_on_postgres() {
    killed(Desk::on_postgres()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_told_to_stop_gives_back_what_it_holds_on_sqlite() {
    told_to_stop(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_told_to_stop_gives_back_what_it_holds_on_postgres() {
    told_to_stop(Desk::on_postgres()).await;
}

async fn killed(desk: Desk) {
    let server = imported(&desk).await;
    desk.run_to(0, &["publish"]).await;
    let published = public::marks(&desk.public());
    let (run, store) = in_the_middle(&desk).await;
    let id = run.id().expect("it runs");
    let started = processes::descendants(id);
    let is_browser =
        |process: &processes::Process| process.name.contains("chrom") || process.name.contains("headless");
    assert!(started.iter().filter(|process| is_browser(process)).count() >= 2, "{started:?}");

    signal(id, Signal::KILL);
    assert_eq!(end_of(run).await.code, None);
    until("the browsers of the killed run end", Duration::from_secs(10), async || {
        processes::alive(&started).is_empty()
    })
    .await;
    assert_eq!(public::marks(&desk.public()), published);
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());

    finished_by_the_next(&desk, &store).await;
    drop(server);
}

async fn told_to_stop(desk: Desk) {
    let server = imported(&desk).await;
    let (run, store) = in_the_middle(&desk).await;
    let id = run.id().expect("it runs");
    let started = processes::descendants(id);

    signal(id, Signal::TERM);
    let stopped = tokio::time::timeout(Duration::from_secs(15), end_of(run)).await.expect("it ends soon");
    assert_eq!(stopped.code, Some(2), "{}", stopped.stderr);
    assert!(stopped.stderr.contains("nothing is lost"), "{}", stopped.stderr);
    assert_eq!(store.owners().await.unwrap(), []);
    until("its browsers end", Duration::from_secs(10), async || processes::alive(&started).is_empty()).await;

    finished_by_the_next(&desk, &store).await;
    drop(server);
}

async fn imported(desk: &Desk) -> SiteServer {
    let server = sites::demo().await;
    sites::registry(desk, &server, &SITES);
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    server
}

/// Starts a run, and waits until at least one audit is recorded and another is under way.
async fn in_the_middle(desk: &Desk) -> (Child, Store) {
    let mut run = desk.start(&RUN);
    let store = desk.store().await;
    until("the run is in its middle", Duration::from_secs(90), async || {
        assert_eq!(run.try_wait().unwrap(), None, "the run ended before its middle");
        let progress = store.progress(None, BEFORE_ALL).await.unwrap();
        progress.evaluated >= 1 && progress.running >= 1
    })
    .await;
    (run, store)
}

fn signal(id: u32, signal: Signal) {
    let id = Pid::from_raw(id.cast_signed()).expect("no process has the number 0");
    kill_process(id, signal).unwrap();
}

async fn finished_by_the_next(desk: &Desk, store: &Store) {
    let before = desk.audits().await;
    assert!(before.len() < SITES.len(), "nothing was left to do");
    let next = desk.run_to(1, &RUN).await;
    assert!(next.stderr.contains("finishing the campaign"), "{}", next.stderr);
    assert!(next.stdout.starts_with("4 sites evaluated, 1 not evaluated\n"), "{}", next.stdout);

    let audits = desk.audits().await;
    let mut each: BTreeMap<&str, usize> = BTreeMap::new();
    audits.iter().for_each(|audit| *each.entry(&audit.host).or_default() += 1);
    assert_eq!(each.len(), SITES.len(), "{each:?}");
    assert!(each.values().all(|count| *count == 1), "{each:?}");
    assert!(audits.iter().all(|audit| audit.campaign == audits[0].campaign));
    assert!(before.iter().all(|early| audits.iter().any(|audit| audit.hash == early.hash)));
    assert_eq!(store.unfinished_campaigns().await.unwrap(), []);
    assert_eq!(public::audits(&desk.public()).len(), SITES.len());
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}
