//! A day of campaigns in twenty seconds: they begin on time and never overlap, and after a stop one campaign makes up
//! for all missed appointments.

use crate::support::*;
use campaigns::{Clock, Plan, Schedule, Until, watch};
use chrono::{DateTime, TimeDelta, Utc};
use store::{CampaignState, Store};
use tests::simulation::{Simulation, World};

stories!(a_day);

/// The factor by which the clock is faster: a day lasts twenty seconds.
const SPEED: u16 = 4320;
const SITES: usize = 4;

fn plans() -> Vec<Plan> {
    let plan = |name: &str, cron: &str, spread: TimeDelta| Plan {
        name: name.to_owned(),
        schedule: Schedule::new(cron, "Europe/Paris").unwrap(),
        body: None,
        pages: 2,
        seed: 1,
        spread,
    };
    vec![plan("six-heures", "0 */6 * * *", TimeDelta::hours(2))]
}

async fn a_day(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    members(&store, &simulation).await;
    let clock = Clock::fast(now, SPEED);
    let begin = clock.now();

    let day =
        async || begun(&store).await.len() >= 4 && store.unfinished_campaigns().await.unwrap().is_empty();
    daemon(&database, &simulation, &clock, day).await;
    let first_day = begun(&store).await;
    on_time_and_whole(&first_day, begin);

    let stopped_at = clock.now();
    until("13 hours have passed", async || clock.now() - stopped_at > TimeDelta::hours(13)).await;
    let again =
        async || begun(&store).await.len() >= 6 && store.unfinished_campaigns().await.unwrap().is_empty();
    daemon(&database, &simulation, &clock, again).await;
    let all = begun(&store).await;
    let (before, after) = all.split_at(first_day.len());
    on_time_and_whole(before, begin);
    let [made_up_for, next, ..] = after else { panic!("two more") };
    let since =
        |one: &CampaignState, two: &CampaignState| two.scheduled_for.unwrap() - one.scheduled_for.unwrap();
    let missed = since(&before[before.len() - 1], made_up_for);
    assert!(missed >= TimeDelta::hours(12), "only the last one of the two or three missed: {missed}");
    assert!(since(made_up_for, next) >= TimeDelta::hours(6), "nothing else is made up for");
    assert_eq!(recorded(&store).await, (all.len() * SITES) as i64);
}

/// Runs planner and worker, as the daemon does, until `enough` holds.
async fn daemon(
    database: &Database,
    simulation: &Simulation,
    clock: &Clock,
    enough: impl AsyncFnMut() -> bool,
) {
    let store = database.open().await;
    let mut worker = worker(database, simulation, "daemon", clock).await;
    let plans = plans();
    tokio::select! {
        ended = worker.run(&Until::Never) => panic!("{ended:?}"),
        ended = watch(&store, &plans, clock) => panic!("{ended:?}"),
        () = until("enough campaigns", enough) => {}
    }
    worker.stop().await;
}

/// Campaigns that were begun, oldest first.
async fn begun(store: &Store) -> Vec<CampaignState> {
    let mut campaigns = store.campaigns(100).await.unwrap();
    campaigns.reverse();
    campaigns
}

fn on_time_and_whole(campaigns: &[CampaignState], begin: DateTime<Utc>) {
    let mut before = begin;
    for campaign in campaigns {
        let scheduled_for = campaign.scheduled_for.unwrap();
        assert!(scheduled_for > begin, "no campaign for a time before the daemon");
        let late = campaign.created_at - scheduled_for;
        assert!(late < TimeDelta::hours(2), "{} began {late} late", campaign.label);
        assert!(campaign.created_at >= before, "{} began before the one before had ended", campaign.label);
        assert_eq!((campaign.evaluated, campaign.not_evaluated), (SITES as i64, 0), "{}", campaign.label);
        let ended = campaign.recorded_at.unwrap();
        assert!(ended - campaign.created_at >= TimeDelta::minutes(90), "the last of four begins then");
        before = ended;
    }
}
