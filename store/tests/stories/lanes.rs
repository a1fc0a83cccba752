//! No server is visited by two audits at once, whichever workers make them.

use crate::support::*;
use std::collections::BTreeMap;
use store::{Entry, REST, Store};
use tokio::task::JoinSet;

on_both!(
    one_server_gets_one_audit_at_a_time,
    a_server_rests_between_two_audits,
    an_audit_that_goes_to_another_server_frees_the_first,
    a_server_is_known_again_in_the_next_campaign,
    many_workers_never_meet_on_a_server,
    what_a_lost_lease_holds_is_no_server
);

const SERVER: &str = "192.0.2.1";

/// Plans audits whose server is known and is the same for all of them.
async fn on_one_server(store: &Store, number: usize) {
    planned(store, number).await;
    let mut known = 0;
    while known < number {
        let due = lease(store, "finder/1/0", now(), 100).await;
        for due in due.iter().filter(|due| due.lane.is_none()) {
            assert!(store.give_back(&due.lease, Some(SERVER), due.due_at).await.unwrap());
            known += 1;
        }
        store.release("finder/1/0", now() - minutes(60)).await.unwrap();
    }
}

async fn one_server_gets_one_audit_at_a_time(database: Database) {
    let store = database.open().await;
    on_one_server(&store, 5).await;
    let first = lease(&store, "w/1/0", now(), 10).await;
    assert_eq!(first.len(), 1);
    assert_eq!((first[0].lane.as_deref(), first[0].lease.attempt), (Some(SERVER), 1));
    assert_eq!(lease(&store, "w/1/0", now(), 10).await, [], "not even to the same worker");
    assert_eq!(lease(&store, "w/2/0", now(), 10).await, []);
}

async fn a_server_rests_between_two_audits(database: Database) {
    let store = database.open().await;
    on_one_server(&store, 3).await;
    let first = lease(&store, "w/1/0", now(), 10).await.remove(0);
    store.record(&first.lease, &audit(&first.host_key, now()), &[], &[], now() + minutes(1)).await.unwrap();
    let ended = now() + minutes(1);
    assert_eq!(lease(&store, "w/2/0", ended, 10).await, []);
    assert_eq!(lease(&store, "w/2/0", ended + REST, 10).await.len(), 1);

    store.release("w/2/0", ended + minutes(1)).await.unwrap();
    assert_eq!(
        lease(&store, "w/1/0", ended + minutes(1), 10).await,
        [],
        "it rests after an interrupted audit, too"
    );
    store.rest_lane(SERVER, ended + minutes(9)).await.unwrap();
    assert_eq!(
        lease(&store, "w/1/0", ended + minutes(8), 10).await,
        [],
        "the server asked for a longer rest"
    );
    assert_eq!(lease(&store, "w/1/0", ended + minutes(9), 10).await.len(), 1);
    assert_eq!(store.forget_lanes(ended + minutes(10)).await.unwrap(), 1);
}

async fn an_audit_that_goes_to_another_server_frees_the_first(database: Database) {
    let store = database.open().await;
    planned(&store, 2).await;
    let due = lease(&store, "w/1/0", now(), 2).await;
    let (one, two) = (&due[0].lease, &due[1].lease);
    assert_eq!(store.enter_lane(one, SERVER, now()).await.unwrap(), Entry::Entered);
    assert_eq!(
        store.enter_lane(one, SERVER, now()).await.unwrap(),
        Entry::Busy,
        "the server rests, even for the audit that just left it"
    );
    assert_eq!(store.enter_lane(two, SERVER, now() + minutes(1)).await.unwrap(), Entry::Busy);
    assert_eq!(store.enter_lane(one, "192.0.2.2", now() + minutes(1)).await.unwrap(), Entry::Entered);
    assert_eq!(store.enter_lane(two, SERVER, now() + minutes(1)).await.unwrap(), Entry::Busy, "it rests");
    assert_eq!(store.enter_lane(two, SERVER, now() + minutes(1) + REST).await.unwrap(), Entry::Entered);
    store.leave_lane(two, now() + minutes(2)).await.unwrap();
    assert_eq!(store.enter_lane(one, SERVER, now() + minutes(3)).await.unwrap(), Entry::Entered);
}

async fn a_server_is_known_again_in_the_next_campaign(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    store.enter_lane(&due.lease, SERVER, now()).await.unwrap();
    store.record(&due.lease, &audit(&due.host_key, now()), &[], &[], now()).await.unwrap();
    let new = store::NewCampaign { label: "La suivante".to_owned(), seed: 2, pages: 15 };
    let campaign = store.new_campaign(&new, now() + minutes(5)).await.unwrap();
    store.plan(&campaign, &store::Selection::default(), now() + minutes(5)).await.unwrap();
    let again = lease(&store, "w/1/0", now() + minutes(5), 1).await.remove(0);
    assert_eq!(again.lane.as_deref(), Some(SERVER));
}

async fn what_a_lost_lease_holds_is_no_server(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "slow/1/0", now(), 1).await.remove(0);
    assert_eq!(lease(&store, "quick/2/0", now() + minutes(10), 1).await.len(), 1);
    assert_eq!(store.enter_lane(&due.lease, SERVER, now()).await.unwrap(), Entry::LeaseLost);
}

async fn many_workers_never_meet_on_a_server(database: Database) {
    let store = database.open().await;
    planned(&store, 60).await;
    let mut workers = JoinSet::new();
    for worker in 0..6 {
        let store = database.open().await;
        workers.spawn(async move { work(&store, &format!("w/{worker}/0")).await });
    }
    let visits: Vec<(String, usize, usize)> = workers.join_all().await.into_iter().flatten().collect();
    assert_eq!(visits.len(), 60, "each audit once");
    let mut servers: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (server, begin, end) in &visits {
        servers.entry(server).or_default().push((*begin, *end));
    }
    for (server, mut visits) in servers {
        visits.sort();
        assert!(visits.windows(2).all(|pair| pair[0].1 < pair[1].0), "{server}: {visits:?}");
    }
}

/// Works on the audits that it leases. Time is simulated: each step of any worker advances a shared clock by two
/// seconds. Gives each visit: the server, and the steps at which it began and ended.
async fn work(store: &Store, owner: &str) -> Vec<(String, usize, usize)> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static STEP: AtomicUsize = AtomicUsize::new(0);
    let step = || STEP.fetch_add(1, Ordering::SeqCst);
    let at = |step: usize| now() + chrono::Duration::seconds(2 * step as i64);
    let mut visits = Vec::new();
    while store.progress(None, now()).await.unwrap().evaluated < 60 {
        let time = at(step());
        for due in store.lease(owner, time, now() + minutes(1_000_000), 4).await.unwrap() {
            let server = server_of(&due.host_key);
            let known = due.lane.as_deref() == Some(&server);
            if !known && store.enter_lane(&due.lease, &server, at(step())).await.unwrap() != Entry::Entered {
                store.give_back(&due.lease, Some(&server), due.due_at).await.unwrap();
                continue;
            }
            let begin = step();
            let end = step();
            store.record(&due.lease, &audit(&due.host_key, now()), &[], &[], at(end)).await.unwrap();
            visits.push((server, begin, end));
        }
    }
    visits
}

fn server_of(host: &str) -> String {
    let number: usize = host.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    format!("192.0.2.{}", number % 7)
}
