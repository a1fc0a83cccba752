//! Leases: how they are given, renewed, given back and lost.

use crate::support::*;
use std::collections::HashSet;
use store::{Error, Lease, NewCampaign, Selection};
use tokio::task::JoinSet;

on_both!(
    no_audit_is_leased_twice,
    a_lease_that_ran_out_is_taken_again,
    an_audit_is_recorded_once,
    a_late_worker_still_records_what_nobody_took,
    the_leases_of_the_dead_are_freed,
    a_death_is_charged_to_none_but_who_caused_it,
    who_stops_in_good_order_accuses_nobody,
    an_audit_is_given_back_for_later,
    renewing_tells_what_is_still_held,
    two_planners_plan_each_site_once,
    recorders_at_once_lose_no_change
);

async fn no_audit_is_leased_twice(database: Database) {
    let store = database.open().await;
    planned(&store, 50).await;
    let mut workers = JoinSet::new();
    for worker in 0..8 {
        // Each owner has connections of its own, as separate processes have.
        let store = database.open().await;
        workers.spawn(async move { lease(&store, &format!("w/{worker}/0"), now(), 10).await });
    }
    let leased: Vec<_> = workers.join_all().await.into_iter().flatten().map(|due| due.lease.audit).collect();
    assert_eq!(leased.len(), 50, "all are given");
    assert_eq!(leased.iter().collect::<HashSet<_>>().len(), 50, "none twice");
}

async fn a_lease_that_ran_out_is_taken_again(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let first = lease(&store, "slow/1/0", now(), 1).await.remove(0);
    assert_eq!(lease(&store, "quick/2/0", now() + minutes(9), 1).await, [], "the first lease is still valid");

    let second = lease(&store, "quick/2/0", now() + minutes(10), 1).await.remove(0);
    assert_eq!((second.lease.audit, second.lease.attempt), (first.lease.audit, 2));

    let audit = audit("commune-1.example", now());
    let late = store.record(&first.lease, &audit, &[kept_page(0)], &[], now() + minutes(11)).await;
    assert!(
        matches!(late, Err(Error::LeaseLost { audit, owner }) if audit == first.lease.audit && owner == "slow/1/0")
    );
    assert!(store.audit_heads(first.site).await.unwrap().is_empty());
    store.record(&second.lease, &audit, &[kept_page(0)], &[], now() + minutes(11)).await.unwrap();
}

async fn a_late_worker_still_records_what_nobody_took(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "slow/1/0", now(), 1).await.remove(0);
    let late = now() + minutes(60);
    assert_eq!(store.progress(None, late).await.unwrap().stale, 1);
    assert!(store.record(&due.lease, &audit("commune-1.example", now()), &[], &[], late).await.is_ok());
}

async fn an_audit_is_recorded_once(database: Database) {
    let store = database.open().await;
    planned(&store, 2).await;
    let due = lease(&store, "w/1/0", now(), 2).await;
    let audit = audit("commune-1.example", now());
    store.record(&due[0].lease, &audit, &[], &[], now()).await.unwrap();

    let again = store.record(&due[0].lease, &audit, &[], &[], now()).await;
    assert!(matches!(again, Err(Error::LeaseLost { .. })));
    let elsewhere = store.record(&due[1].lease, &audit, &[], &[], now()).await;
    assert!(matches!(elsewhere, Err(Error::AlreadyRecorded { public_id }) if public_id == audit.id()));
    assert_eq!(store.progress(None, now()).await.unwrap().evaluated, 1);
}

async fn the_leases_of_the_dead_are_freed(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    let of_dead = lease(&store, "host/7/1", now(), 2).await;
    lease(&store, "host/8/1", now(), 1).await;
    let owners: Vec<_> =
        store.owners().await.unwrap().into_iter().map(|owner| (owner.name, owner.leases)).collect();
    assert_eq!(owners, [("host/7/1".to_owned(), 2), ("host/8/1".to_owned(), 1)]);

    assert_eq!(store.release_dead("host/7/1", now()).await.unwrap(), 2);
    let progress = store.progress(None, now()).await.unwrap();
    assert_eq!((progress.due, progress.running), (2, 1));
    let ghost = store.record(&of_dead[0].lease, &audit("a.example", now()), &[], &[], now()).await;
    assert!(matches!(ghost, Err(Error::LeaseLost { .. })));
    assert_eq!(lease(&store, "host/8/1", now(), 10).await.len(), 2);
}

/// Two of four audits were in a step that may kill the program when the program died. These two are tried again alone,
/// one after the other. The two others are leased again at once.
async fn a_death_is_charged_to_none_but_who_caused_it(database: Database) {
    let store = database.open().await;
    planned(&store, 4).await;
    let held = lease(&store, "host/7/1", now(), 4).await;
    for due in &held[..2] {
        assert!(store.at_risk(&due.lease, true).await.unwrap());
    }
    assert!(store.at_risk(&held[2].lease, true).await.unwrap());
    assert!(store.at_risk(&held[2].lease, false).await.unwrap(), "that step is over");
    store.release_dead("host/7/1", now()).await.unwrap();

    let others = lease(&store, "host/8/1", now(), 4).await;
    let of =
        |audits: &[store::DueAudit]| -> HashSet<_> { audits.iter().map(|due| due.lease.audit).collect() };
    assert_eq!(of(&others), of(&held[2..]), "the others are leased again at once");
    assert!(others.iter().all(|due| !due.suspect && due.deaths == 0));

    for deaths in 0..3 {
        let suspect = suspect(&store, "host/9/1", now()).await.unwrap();
        assert_eq!(
            (suspect.suspect, suspect.deaths, suspect.lease.audit),
            (true, deaths, held[0].lease.audit)
        );
        store.at_risk(&suspect.lease, true).await.unwrap();
        store.release_dead("host/9/1", now()).await.unwrap();
    }
    let guilty = suspect(&store, "host/9/1", now()).await.unwrap();
    assert_eq!((guilty.lease.audit, guilty.deaths), (held[0].lease.audit, 3));
    let innocent = suspect(&store, "host/9/2", now()).await.unwrap();
    assert_eq!((innocent.lease.audit, innocent.deaths), (held[1].lease.audit, 0));
    // A program that dies outside of such a step is not charged to its audit. A machine that disappears during such a
    // step is.
    store.release_dead("host/9/2", now()).await.unwrap();
    let again = suspect(&store, "far/1/1", now()).await.unwrap();
    assert_eq!(again.deaths, 0);
    store.at_risk(&again.lease, true).await.unwrap();
    let later = now() + minutes(11);
    assert_eq!(
        suspect(&store, "host/9/3", later).await.unwrap().deaths,
        3,
        "the lease of the other suspect ran out, too"
    );
    assert_eq!(suspect(&store, "host/9/3", later).await.unwrap().deaths, 1);
}

async fn who_stops_in_good_order_accuses_nobody(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    let held = lease(&store, "w/1/0", now(), 3).await;
    for due in &held {
        store.at_risk(&due.lease, true).await.unwrap();
    }
    assert!(store.give_back(&held[0].lease, None, now()).await.unwrap());
    assert!(store.put_off(&held[1].lease, now()).await.unwrap());
    store.release("w/1/0", now()).await.unwrap();
    let again = lease(&store, "w/2/0", now(), 3).await;
    let put_off: Vec<_> = again.iter().map(|due| due.put_off).collect();
    assert_eq!(put_off.iter().sum::<u32>(), 1, "{put_off:?}");
    // The program dies while it holds audits and none is in a risky step: this makes no suspect.
    store.release_dead("w/2/0", now()).await.unwrap();
    assert_eq!(suspect(&store, "w/3/0", now()).await, None);
    let fell = lease(&store, "w/3/0", now(), 1).await.remove(0);
    assert!(store.accuse(&fell.lease).await.unwrap());
    assert_eq!(
        suspect(&store, "w/3/0", now()).await.unwrap().deaths,
        1,
        "an audit that panicked is charged itself"
    );
}

async fn suspect(
    store: &store::Store,
    owner: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<store::DueAudit> {
    store.lease_suspect(owner, now, now + minutes(10)).await.unwrap()
}

async fn an_audit_is_given_back_for_later(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    assert!(store.give_back(&due.lease, None, now() + minutes(30)).await.unwrap());
    assert!(!store.give_back(&due.lease, None, now()).await.unwrap(), "it is not held any more");
    assert_eq!(lease(&store, "w/1/0", now() + minutes(29), 1).await, []);
    assert_eq!(lease(&store, "w/1/0", now() + minutes(30), 1).await.len(), 1);
}

async fn renewing_tells_what_is_still_held(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    let mine: Vec<_> =
        lease(&store, "w/1/0", now(), 2).await.into_iter().map(|due| due.lease.audit).collect();
    let theirs = lease(&store, "w/2/0", now(), 1).await.remove(0).lease;

    let all: Vec<_> = mine.iter().copied().chain([theirs.audit]).collect();
    let mut held = store.renew("w/1/0", &all, now() + minutes(20)).await.unwrap();
    held.sort();
    let mut expected = mine.clone();
    expected.sort();
    assert_eq!(held, expected);

    let taken = lease(&store, "w/3/0", now() + minutes(10), 3).await;
    assert_eq!(taken.len(), 1, "only the lease that was not renewed ran out");
    assert_eq!(taken[0].lease, Lease { audit: theirs.audit, owner: "w/3/0".to_owned(), attempt: 2 });
}

async fn two_planners_plan_each_site_once(database: Database) {
    let store = database.open().await;
    let members: Vec<_> = (1..=40).map(member).collect();
    store.import_members("csv", &members, now()).await.unwrap();
    let mut planners = JoinSet::new();
    for seed in 0..4 {
        let store = database.open().await;
        planners.spawn(async move {
            let new = NewCampaign { label: "Une".to_owned(), seed, pages: 5 };
            let campaign = store.new_campaign(&new, now()).await.unwrap();
            store.plan(&campaign, &Selection::default(), now()).await.unwrap()
        });
    }
    let plans = planners.join_all().await;
    assert_eq!(plans.iter().map(|plan| plan.planned).sum::<u32>(), 40);
    assert_eq!(plans.iter().map(|plan| plan.unfinished).sum::<u32>(), 120);
}

async fn recorders_at_once_lose_no_change(database: Database) {
    let store = database.open().await;
    planned(&store, 40).await;
    let mut workers = JoinSet::new();
    for worker in 0..4 {
        let store = database.open().await;
        workers.spawn(async move {
            for due in lease(&store, &format!("w/{worker}/0"), now(), 10).await {
                store
                    .record(&due.lease, &audit(&due.host_key, now()), &[kept_page(0)], &[], now())
                    .await
                    .unwrap();
            }
        });
    }
    // A reader that continues from the last revision it saw misses no change, although others write at the same time.
    let (mut seen, mut revision) = (HashSet::new(), 0);
    while seen.len() < 40 {
        let page = store.audits_changed_after(revision, 7).await.unwrap();
        if page.is_empty() && workers.is_empty() {
            break;
        }
        if page.is_empty() {
            workers.join_next().await;
        }
        for head in page {
            revision = head.revision;
            assert!(seen.insert(head.id), "no change is shown twice");
        }
    }
    workers.join_all().await;
    assert_eq!(seen.len(), 40);
}
