//! Machines that fail in the middle of their work: no audit is lost, and none is recorded twice.

use crate::support::*;
use campaigns::{Clock, Plan, Schedule, Until, begin_due};
use chrono::TimeDelta;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::Ordering;
use store::Store;
use tests::simulation::{Simulation, World};
use tests::small_disk::SmallDisk;

stories!(
    who_stood_beside_a_death_is_audited_and_who_caused_it_is_given_up, the_clock_is_moved,
    a_clock_that_was_days_ahead_silences_nothing, the_network_is_gone_for_a_while, a_resolver_that_fails_is_waited_for,
    two_daemons_by_mistake;
    postgres: postgres_is_stopped_and_started_in_the_middle, postgres_refuses_to_write_for_a_while,
    postgres_has_no_room_for_a_while
);

const SITES: usize = 30;

async fn in_the_middle(store: &Store) {
    until("some are recorded", async || recorded(store).await >= 3).await;
    assert!(recorded(store).await < SITES as i64, "nothing was left to do");
}

async fn postgres_is_stopped_and_started_in_the_middle(mut database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let clock = Clock::real(now);
    let one = start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished);
    let two = start(worker(&database, &simulation, "2", &clock).await, Until::AllFinished);
    in_the_middle(&store).await;
    let before = heads(&store).await;

    let cluster = database.cluster.as_mut().unwrap();
    tokio::task::block_in_place(|| {
        cluster.stop().unwrap();
        cluster.start_again().unwrap();
    });
    end(one).await;
    end(two).await;
    // Connections of the story itself were cut, too.
    let store = database.open().await;
    each_site_once(&store, SITES).await;
    let after = heads(&store).await;
    assert!(before.iter().all(|head| after.contains(head)), "recorded audits do not change");
    assert_eq!(simulation.log().broken(|_| 2), []);
}

/// A program dies four times: once with three audits in a step that may kill it, then three times with the first of
/// them alone. Only this audit is given up.
async fn who_stood_beside_a_death_is_audited_and_who_caused_it_is_given_up(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let until = now() + TimeDelta::minutes(3);
    let held = store.lease(DEAD, now(), until, SITES as u32).await.unwrap();
    assert_eq!(held.len(), SITES);
    for due in &held[..3] {
        store.at_risk(&due.lease, true).await.unwrap();
    }
    store.release_dead(DEAD, now()).await.unwrap();
    for _ in 0..3 {
        let guilty = store.lease_suspect(DEAD, now(), until).await.unwrap().unwrap();
        assert_eq!(guilty.lease.audit, held[0].lease.audit);
        store.at_risk(&guilty.lease, true).await.unwrap();
        store.release_dead(DEAD, now()).await.unwrap();
    }
    let clock = Clock::real(now);
    end(start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished)).await;
    each_site_once(&store, SITES).await;
    let given_up: Vec<_> = heads(&store).await.into_iter().filter(|head| head.cause.is_some()).collect();
    let given_up: Vec<_> = given_up.iter().map(|head| (head.id, head.cause.as_deref())).collect();
    assert_eq!(given_up, [(held[0].lease.audit, Some("internal"))]);
}

/// Postgres refuses writes, as it does while a standby takes over or a backup is made.
async fn postgres_refuses_to_write_for_a_while(database: Database) {
    let cluster = database.cluster.as_ref().unwrap();
    works_through(
        &database,
        || cluster.set("default_transaction_read_only", "on").unwrap(),
        "read-only transaction",
        || cluster.set("default_transaction_read_only", "off").unwrap(),
    )
    .await;
}

/// The disk of the tables is full for a while. The write-ahead log is on another disk, because Postgres stops
/// completely when the disk of the log is full.
async fn postgres_has_no_room_for_a_while(mut database: Database) {
    let folder = tempfile::Builder::new().prefix("observatoire-small-").tempdir_in("/tmp").unwrap();
    let Some(disk) = SmallDisk::mount(folder.path(), "64m") else {
        println!("skipped: only root may mount a small disk");
        return;
    };
    std::fs::create_dir(folder.path().join("tables")).unwrap();
    // The account that runs the server must be able to enter the folder.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let cluster = database.cluster.as_ref().unwrap();
    database.url = cluster.database_in(&folder.path().join("tables")).unwrap();
    works_through(
        &database,
        || disk.fill().unwrap(),
        "No space left on device",
        || disk.make_room().unwrap(),
    )
    .await;
    drop(database);
}

/// Breaks the database in the middle of the work with `ail`, waits for the `complaint` in its log, and repairs it with
/// `heal`.
async fn works_through(database: &Database, ail: impl Fn(), complaint: &str, heal: impl Fn()) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let clock = Clock::real(now);
    let working = start(worker(database, &simulation, "1", &clock).await, Until::AllFinished);
    in_the_middle(&store).await;
    tokio::task::block_in_place(ail);
    let cluster = database.cluster.as_ref().unwrap();
    until(complaint, async || cluster.log().unwrap().contains(complaint)).await;
    let before = recorded(&store).await;
    assert!(before < SITES as i64, "all was recorded before");
    tokio::task::block_in_place(heal);
    end(working).await;
    each_site_once(&store, SITES).await;
}

/// The clock is an hour ahead, then two hours behind, then right again. Servers that were visited while it was ahead
/// can then be visited, and leases from that time do not block their audits for hours.
async fn the_clock_is_moved(database: Database) {
    static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ONE_AT_A_TIME.lock().await;
    let simulation = Simulation::start(World::quick(SITES, 10)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let clock = Clock::real(moved);
    let one = start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished);
    in_the_middle(&store).await;
    for seconds in [3600, -7200] {
        MOVED.store(seconds, Ordering::SeqCst);
        let before = recorded(&store).await;
        let goes_on = async || recorded(&store).await > before || before == SITES as i64;
        if seconds > 0 {
            until("work goes on", goes_on).await;
        }
    }
    MOVED.store(0, Ordering::SeqCst);
    end(one).await;
    each_site_once(&store, SITES).await;
    assert_eq!(simulation.log().broken(|_| 1), []);
}

/// A campaign was begun while the clock was two days ahead. Its audits are made when the clock is right again, and its
/// schedule begins the next campaign at its time.
async fn a_clock_that_was_days_ahead_silences_nothing(database: Database) {
    let simulation = Simulation::start(World::quick(3, 3)).await.unwrap();
    let store = database.open().await;
    members(&store, &simulation).await;
    let plans = [Plan {
        name: "horaire".to_owned(),
        schedule: Schedule::new("0 * * * *", "UTC").unwrap(),
        body: None,
        pages: 2,
        seed: 1,
        spread: TimeDelta::zero(),
    }];
    let right = now();
    begin_due(&store, &plans, right).await.unwrap();
    let ahead = right + TimeDelta::days(2);
    assert_eq!(begin_due(&store, &plans, ahead).await.unwrap().len(), 1);
    // The clock is right again.
    let later = right + TimeDelta::minutes(61);
    assert_eq!(begin_due(&store, &plans, right).await.unwrap(), [], "a campaign is unfinished");
    let clock = Clock::real(now);
    end(start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished)).await;
    assert_eq!(begin_due(&store, &plans, later).await.unwrap().len(), 1);
}

async fn the_network_is_gone_for_a_while(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    let clock = Clock::fast(now, 60);
    planned(&store, &simulation, clock.now()).await;
    let working = start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished);
    in_the_middle(&store).await;
    simulation.darken(true);
    let before = recorded(&store).await;
    let put_off = async || {
        let counts = store.progress(None, now()).await.unwrap();
        recorded(&store).await > before + 8 && counts.due > 0
    };
    until("sites fail", put_off).await;
    simulation.darken(false);
    end(working).await;
    each_site_once(&store, SITES).await;
    let failed = heads(&store).await.iter().filter(|head| head.cause.is_some()).count();
    assert!((1..SITES - 3).contains(&failed), "{failed} of {SITES} were not evaluated");
}

/// While our resolver fails, no site is recorded as having no address.
async fn a_resolver_that_fails_is_waited_for(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    let clock = Clock::fast(now, 60);
    planned(&store, &simulation, clock.now()).await;
    simulation.world().mute(true);
    let working = start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished);
    // An audit asks the resolver about six times. 60 questions mean ten audits, more than the eight that are made at
    // once.
    until("audits were put off", async || simulation.world().unanswered() > 60).await;
    assert_eq!(recorded(&store).await, 0, "nothing is recorded about the sites");
    simulation.world().mute(false);
    end(working).await;
    each_site_once(&store, SITES).await;
    let causes: Vec<_> = heads(&store).await.into_iter().filter_map(|head| head.cause).collect();
    assert_eq!(causes, [""; 0]);
}

async fn two_daemons_by_mistake(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, 6)).await.unwrap();
    let store = database.open().await;
    members(&store, &simulation).await;
    let plans = [Plan {
        name: "minute".to_owned(),
        schedule: Schedule::new("* * * * *", "UTC").unwrap(),
        body: None,
        pages: 2,
        seed: 1,
        spread: TimeDelta::zero(),
    }];
    let begin = now();
    begin_due(&store, &plans, begin).await.unwrap();
    let (first, second) = (database.open().await, database.open().await);
    let later = begin + TimeDelta::minutes(5);
    let (first, second) = tokio::join!(begin_due(&first, &plans, later), begin_due(&second, &plans, later));
    assert_eq!(first.unwrap().len() + second.unwrap().len(), 1, "one campaign for both");

    let clock = Clock::fast(now, 60);
    until("its time has come", async || clock.now() > later).await;
    let one = start(worker(&database, &simulation, "1", &clock).await, Until::AllFinished);
    let two = start(worker(&database, &simulation, "2", &clock).await, Until::AllFinished);
    end(one).await;
    end(two).await;
    each_site_once(&store, SITES).await;
    assert_eq!(simulation.log().broken(|_| 1), []);
}
