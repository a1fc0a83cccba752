//! `daemon`: begins campaigns at their times, makes their audits, publishes, sends letters and prunes, until it is told
//! to stop.

use super::{Ended, publish, unseen};
use crate::report::tell;
use crate::{
    bodies,
    causes::with_causes,
    cli, clock,
    config::Config,
    database, engine, metrics,
    progress::summary::Summary,
    words::say,
    work::{self, Work},
};
use anyhow::{Result, bail};
use campaigns::{Clock, Patience, Plan, Until, patiently};
use chrono::{DateTime, TimeDelta, Utc};
use std::{convert::Infallible, time::Duration};
use store::Store;
use uuid::Uuid;

const LOOK_EVERY: TimeDelta = TimeDelta::seconds(20);
/// Longest time between two publications while a campaign is under way.
const PUBLISH_EVERY: TimeDelta = TimeDelta::hours(1);
const WRITE_EVERY: TimeDelta = TimeDelta::minutes(10);
const PRUNE_EVERY: TimeDelta = TimeDelta::hours(24);

pub async fn run(config: Config, asked: cli::Daemon) -> Result<Ended> {
    let config = config.with(&asked.crawl)?;
    engine::check_identity(&config)?;
    let plans = config.plans()?;
    if plans.is_empty() {
        bail!("{}", say!("daemon-no-campaign"));
    }
    let store = database::open_patiently(&config).await?;
    let plans = bodies::of_plans(&store, plans).await?;
    work::release_dead_workers(&store).await?;
    let clock = Clock::fast(clock::now, asked.speed);
    let told = |audit: &rules::audit::Audit| tracing::info!(site = audit.site.host, "recorded");
    let mut work = Work::start(&config, store.clone(), clock.clone(), Patience::Endless, told).await?;
    for plan in &plans {
        let next = plan.schedule.next(clock.now()).unwrap_or_default();
        tell(&say!("daemon-next", name = plan.name, at = next.format("%Y-%m-%d %H:%M UTC")));
    }
    let beside = beside(&config, &store, &plans, &clock, !asked.no_publish);
    work::until_stopped(work.run_beside(&Until::Never, beside).await)
}

/// Runs all tasks of the daemon except the audits. Returns only if a task cannot continue.
async fn beside(
    config: &Config,
    store: &Store,
    plans: &[Plan],
    clock: &Clock,
    publishes: bool,
) -> Result<Infallible> {
    let metrics = metrics::serve(config.status.listen, store.clone(), plans.to_vec(), clock.clone());
    tokio::select! {
        fell = campaigns::watch(store, plans, clock) => Ok(fell?),
        fell = maintain(config, store, clock, publishes) => fell,
        fell = metrics => fell,
    }
}

/// The revision of the database that was published last, and the times of the last publication, pruning and letters.
struct House {
    revision: i64,
    published_at: DateTime<Utc>,
    pruned_at: DateTime<Utc>,
    wrote_at: DateTime<Utc>,
    /// The last campaign whose end was not published, because it evaluated no site for reasons on our side.
    held_back: Option<Uuid>,
}

async fn maintain(config: &Config, store: &Store, clock: &Clock, publishes: bool) -> Result<Infallible> {
    let begin = clock.now();
    // Everything recorded before the start is published at the first check.
    let mut house = House {
        revision: -1,
        published_at: begin,
        pruned_at: begin - PRUNE_EVERY,
        wrote_at: begin,
        held_back: None,
    };
    loop {
        if publishes {
            house.publish(config, store, clock).await?;
        }
        house.prune(config, store, clock).await?;
        if publishes && config.letters.is_on() && clock.now() - house.wrote_at >= WRITE_EVERY {
            house.wrote_at = clock.now();
            match crate::letters::send(config, store).await {
                Ok(sent) => {
                    tracing::info!(
                        sent = sent.sent,
                        failed = sent.failed,
                        again = sent.again,
                        left = sent.left,
                        "letters"
                    )
                }
                Err(error) => tracing::error!(error = with_causes(&error), "no letters"),
            }
        }
        tokio::time::sleep(clock.until(clock.now() + LOOK_EVERY).max(Duration::from_millis(200))).await;
    }
}

/// The last campaign, if it evaluated no site and all its causes are on our side.
async fn all_ours(store: &Store) -> store::Result<Option<Uuid>> {
    let last = store.campaigns(1).await?;
    let Some(id) = last.first().map(|campaign| campaign.id) else { return Ok(None) };
    Ok(Summary::read(store, &[id]).await?.is_all_ours().then_some(id))
}

impl House {
    /// Publishes new results: at once if all audits are done, otherwise at most once an hour.
    async fn publish(&mut self, config: &Config, store: &Store, clock: &Clock) -> Result<()> {
        let revision = patiently!("looking for news", Patience::Endless, store.revision().await)?;
        let left = patiently!("looking for news", Patience::Endless, store.unfinished_campaigns().await)?;
        let finished = left.is_empty();
        let late = clock.now() - self.published_at >= PUBLISH_EVERY;
        if revision == self.revision || !(finished || late) {
            return Ok(());
        }
        self.published_at = clock.now();
        let saw_none = patiently!("looking for news", Patience::Endless, all_ours(store).await)?;
        // A campaign is held back once. Later changes, such as a withdrawal, are published.
        if saw_none.is_some() && saw_none != self.held_back {
            self.held_back = saw_none;
            patiently!(
                "withdrawing audits",
                Patience::Endless,
                unseen::withdraw_all(store, saw_none.as_slice()).await
            )?;
            tracing::error!(
                "the last campaign saw no site, for reasons of ours: nothing is published (observatoire run tells them)"
            );
            self.revision = patiently!("looking for news", Patience::Endless, store.revision().await)?;
            return Ok(());
        }
        match publish::publish(config, store, cli::Publish::default()).await {
            Ok(_) => self.revision = revision,
            // The disk may be full, or another publication may be running. The published files are complete, and
            // publication is tried again later.
            Err(error) => tracing::error!(error = with_causes(&error), "not published"),
        }
        Ok(())
    }

    async fn prune(&mut self, config: &Config, store: &Store, clock: &Clock) -> Result<()> {
        let Some(days) = config.keep.days else { return Ok(()) };
        if clock.now() - self.pruned_at < PRUNE_EVERY {
            return Ok(());
        }
        self.pruned_at = clock.now();
        let before = clock.now() - TimeDelta::days(i64::from(days));
        let last = config.keep.last_audits;
        let pages = patiently!("dropping old pages", Patience::Endless, store.prune(before, last).await)?;
        tracing::info!(pages, "old pages dropped");
        Ok(())
    }
}
