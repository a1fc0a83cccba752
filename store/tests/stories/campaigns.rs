//! Campaigns: begun by schedules, paused, resumed and cancelled by people. Also letters, old pages and workers.

use crate::support::*;
use chrono::TimeDelta;
use store::{Appointment, LetterState, NewCampaign, Selection, Store, Worker};
use tokio::task::JoinSet;

on_both!(
    an_appointment_is_planned_once,
    audits_are_spread_over_the_time_given,
    a_paused_campaign_gives_no_audit,
    a_cancelled_campaign_keeps_what_is_recorded,
    a_paused_schedule_makes_up_for_nothing,
    old_pages_go_but_those_of_the_last_audits,
    workers_are_shown_and_forgotten,
    a_campaign_without_site_leaves_no_trace_and_its_appointment_stays,
    a_letter_is_taken_once_and_counted,
    a_letter_that_was_not_handed_over_is_taken_again_when_its_time_has_come
);

fn weekly() -> NewCampaign {
    NewCampaign { label: "hebdomadaire".to_owned(), seed: 7, pages: 5 }
}

fn appointment() -> Appointment {
    Appointment { schedule: "hebdomadaire".to_owned(), at: now() }
}

async fn members(store: &Store, number: usize) {
    let members: Vec<_> = (1..=number).map(member).collect();
    store.import_members("csv", &members, now()).await.unwrap();
}

async fn an_appointment_is_planned_once(database: Database) {
    let store = database.open().await;
    members(&store, 10).await;
    let mut daemons = JoinSet::new();
    for late in 0..4 {
        let store = database.open().await;
        let now = now() + minutes(late);
        daemons.spawn(async move {
            let selection = Selection::default();
            let begun = store
                .begin_campaign(&weekly(), Some(&appointment()), &selection, now, TimeDelta::zero())
                .await;
            begun.unwrap().is_some()
        });
    }
    let begun = daemons.join_all().await;
    assert_eq!(begun.iter().filter(|begun| **begun).count(), 1);
    let campaigns = store.campaigns(10).await.unwrap();
    assert_eq!(campaigns.len(), 1);
    assert_eq!((campaigns[0].due, campaigns[0].scheduled_for), (10, Some(now())));
}

async fn a_campaign_without_site_leaves_no_trace_and_its_appointment_stays(database: Database) {
    let store = database.open().await;
    let begin = async || {
        let all = Selection::default();
        store.begin_campaign(&weekly(), Some(&appointment()), &all, now(), TimeDelta::zero()).await.unwrap()
    };
    assert_eq!(begin().await.map(|(_, planned)| planned.planned), Some(0));
    assert_eq!(store.campaigns(10).await.unwrap(), []);
    members(&store, 2).await;
    let selected = async || store.selected(&Selection::default()).await.unwrap();
    assert_eq!((selected().await.planned, selected().await.unfinished), (2, 0));
    assert_eq!(begin().await.map(|(_, planned)| planned.planned), Some(2));
    assert_eq!((selected().await.planned, selected().await.unfinished), (2, 2));
}

async fn a_letter_is_taken_once_and_counted(database: Database) {
    let store = database.open().await;
    let mut taken = Vec::new();
    for minute in [0, 1, 90] {
        taken.push(store.take_letter("member:a:4f1c2ab09d3e", now() + minutes(minute)).await.unwrap());
    }
    assert_eq!(taken, [true, false, false]);
    assert!(store.take_letter("body:b:1", now() + minutes(90)).await.unwrap());
    assert_eq!(store.letter_state("body:b:1").await.unwrap(), LetterState::Taken { tries: 1 });
    assert_eq!(store.letter_state("body:c:1").await.unwrap(), LetterState::Open);
    assert_eq!(store.letters_since(now() + minutes(31)).await.unwrap(), 1);
    assert_eq!(store.letters_since(now() - minutes(1)).await.unwrap(), 2);
}

async fn a_letter_that_was_not_handed_over_is_taken_again_when_its_time_has_come(database: Database) {
    let store = database.open().await;
    let key = "member:a:4f1c2ab09d3e";
    assert!(store.take_letter(key, now()).await.unwrap());
    store.postpone_letter(key, now() + minutes(60)).await.unwrap();
    let state = store.letter_state(key).await.unwrap();
    assert_eq!(state, LetterState::Waiting { tries: 1, again_at: now() + minutes(60) });
    assert_eq!([59, 60].map(|minute| state.is_due(now() + minutes(minute))), [false, true]);
    let mut taken = Vec::new();
    for minute in [59, 60, 61] {
        taken.push(store.take_letter(key, now() + minutes(minute)).await.unwrap());
    }
    assert_eq!(taken, [false, true, false]);
    assert_eq!(store.letter_state(key).await.unwrap(), LetterState::Taken { tries: 2 });
}

async fn audits_are_spread_over_the_time_given(database: Database) {
    let store = database.open().await;
    members(&store, 10).await;
    let begun =
        store.begin_campaign(&weekly(), None, &Selection::default(), now(), TimeDelta::minutes(100)).await;
    assert_eq!(begun.unwrap().unwrap().1.planned, 10);
    for (minute, more) in [(0, 1), (9, 0), (10, 1), (45, 3), (89, 4), (90, 1), (1000, 0)] {
        assert_eq!(lease(&store, "w/1/0", now() + minutes(minute), 100).await.len(), more, "minute {minute}");
        store.renew("w/1/0", &store.leased_by("w/1/0").await.unwrap(), now() + minutes(9999)).await.unwrap();
    }
}

async fn a_paused_campaign_gives_no_audit(database: Database) {
    let store = database.open().await;
    let campaign = planned(&store, 3).await;
    lease(&store, "w/1/0", now(), 1).await;
    assert!(store.pause_campaign(campaign.id, now()).await.unwrap());
    assert!(!store.pause_campaign(campaign.id, now()).await.unwrap(), "it is paused already");
    assert_eq!(lease(&store, "w/1/0", now(), 3).await, []);
    assert_eq!(store.unfinished_campaigns().await.unwrap(), [], "a paused campaign is not to be finished");
    assert!(store.resume_campaign(campaign.id).await.unwrap());
    assert_eq!(lease(&store, "w/1/0", now(), 3).await.len(), 2);
}

async fn a_cancelled_campaign_keeps_what_is_recorded(database: Database) {
    let store = database.open().await;
    let campaign = planned(&store, 3).await;
    let due = lease(&store, "w/1/0", now(), 2).await;
    store.record(&due[0].lease, &audit(&due[0].host_key, now()), &[], &[], now()).await.unwrap();
    assert_eq!(store.cancel_campaign(campaign.id, now()).await.unwrap(), 2);
    assert_eq!(lease(&store, "w/1/0", now() + minutes(60), 3).await, []);
    let late = store.record(&due[1].lease, &audit(&due[1].host_key, now()), &[], &[], now()).await;
    assert!(matches!(late, Err(store::Error::LeaseLost { .. })), "{late:?}");
    let state = store.campaigns(1).await.unwrap().remove(0);
    assert_eq!((state.evaluated, state.cancelled, state.is_finished()), (1, 2, true));
    assert!(state.cancelled_at.is_some());

    let new = store.new_campaign(&weekly(), now()).await.unwrap();
    let planned = store.plan(&new, &Selection::default(), now()).await.unwrap();
    assert_eq!((planned.planned, planned.unfinished), (3, 0), "its sites are free for the next");
}

async fn a_paused_schedule_makes_up_for_nothing(database: Database) {
    let store = database.open().await;
    store.know_schedule("mensuel", now()).await.unwrap();
    store.know_schedule("mensuel", now() + minutes(5)).await.unwrap();
    assert_eq!(store.schedules(now()).await.unwrap()[0].since, now());
    assert!(store.pause_schedule("mensuel", now() + minutes(1)).await.unwrap());
    assert!(!store.pause_schedule("inconnu", now()).await.unwrap());
    assert!(store.resume_schedule("mensuel", now() + minutes(90)).await.unwrap());
    let schedule = store.schedules(now()).await.unwrap().remove(0);
    assert_eq!((schedule.since, schedule.paused_at), (now() + minutes(90), None));
}

async fn old_pages_go_but_those_of_the_last_audits(database: Database) {
    let store = database.open().await;
    members(&store, 1).await;
    for month in 0..4 {
        let at = now() + TimeDelta::days(30 * month);
        let new = NewCampaign { label: format!("Mois {month}"), ..weekly() };
        store.begin_campaign(&new, None, &Selection::default(), at, TimeDelta::zero()).await.unwrap();
        let due = lease(&store, "w/1/0", at, 1).await.remove(0);
        let pages = [kept_page(0), kept_page(1)];
        store.record(&due.lease, &audit(&due.host_key, at), &pages, &[], at).await.unwrap();
    }
    let heads = store.audits_changed_after(0, 10).await.unwrap();
    let kept = async || {
        let mut kept = Vec::new();
        for head in &heads {
            kept.push(store.kept_pages(head.id).await.unwrap().len());
        }
        kept
    };
    let end = now() + TimeDelta::days(365);
    assert_eq!(
        store.prune(now() + TimeDelta::days(60), 3).await.unwrap(),
        2,
        "old, and not of the last three"
    );
    assert_eq!(kept().await, [0, 2, 2, 2]);
    assert_eq!(store.prune(now() + TimeDelta::days(31), 1).await.unwrap(), 2, "the older ones of those");
    assert_eq!(kept().await, [0, 0, 2, 2]);
    assert_eq!(store.prune(end, 1).await.unwrap(), 2);
    assert_eq!(store.prune(end, 1).await.unwrap(), 0);
    assert_eq!(kept().await, [0, 0, 0, 2]);
    assert_eq!(store.audits_changed_after(0, 10).await.unwrap(), heads, "no audit is changed");
}

async fn workers_are_shown_and_forgotten(database: Database) {
    let store = database.open().await;
    planned(&store, 2).await;
    lease(&store, "machine/1/0", now(), 2).await;
    let mut worker = Worker {
        name: "machine/1/0".to_owned(),
        started_at: now(),
        seen_at: now(),
        program: "observatoire 0.1.0".to_owned(),
        width: 200,
        running: 2,
        sites: 0,
        pages: 0,
        browsers: 1,
        browser_bytes: 1 << 30,
        leases: 0,
    };
    store.tell_of_worker(&worker).await.unwrap();
    worker.seen_at = now() + minutes(1);
    store.tell_of_worker(&worker).await.unwrap();
    worker.leases = 2;
    assert_eq!(store.workers().await.unwrap(), [worker]);
    assert_eq!(store.forget_workers(now() + minutes(1)).await.unwrap(), 0);
    assert_eq!(store.forget_workers(now() + minutes(2)).await.unwrap(), 1);
}
