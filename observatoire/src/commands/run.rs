//! `run`: plans a campaign, or takes up what a stopped run left or what a schedule says is due, finishes and publishes.

use super::{Ended, open, publish};
use crate::report::tell;
use crate::{
    cli, clock,
    config::Config,
    engine,
    progress::Progress,
    work::{self, Work, stoppable},
};
use anyhow::{Result, bail};
use campaigns::{Clock, Patience, Until, begin_due};
use chrono::TimeDelta;
use std::time::Duration;
use store::{Campaign, NewCampaign, Selection, Store};
use uuid::Uuid;

/// How long a database may be away before the run ends; the next one goes on from there.
const PATIENCE: Patience = Patience::For(Duration::from_secs(300));

pub async fn run(config: Config, asked: cli::Run) -> Result<Ended> {
    let config = config.with(&asked.crawl)?;
    engine::check_identity(&config)?;
    let store = open(&config).await?;
    work::bury_the_dead(&store).await?;
    if asked.due {
        return run_due(&config, &store, &asked).await;
    }
    let campaign = campaign(&config, &store, &asked).await?;
    work_on(&config, &store, &[campaign.id]).await?;
    let ended = work::ended(counts(&store, &[campaign.id]).await?);
    publish(&config, &store, &asked).await?;
    Ok(ended)
}

/// What schedules begin now, and all that is unfinished.
async fn run_due(config: &Config, store: &Store, asked: &cli::Run) -> Result<Ended> {
    let plans = config.plans()?;
    if plans.is_empty() {
        bail!("no [[campaign]] is configured: `run --due` begins those whose time has come");
    }
    for begun in begin_due(store, &plans, clock::now()).await? {
        tell(&format!("campaign «{}»: {} sites", begun.campaign.label, begun.planned.planned));
    }
    let unfinished = store.unfinished_campaigns().await?;
    if unfinished.is_empty() {
        tell("nothing is due");
        return Ok(Ended::Whole);
    }
    let campaigns: Vec<_> = unfinished.iter().map(|campaign| campaign.id).collect();
    work_on(config, store, &campaigns).await?;
    let ended = work::ended(counts(store, &campaigns).await?);
    publish(config, store, asked).await?;
    Ok(ended)
}

/// Of several campaigns together.
async fn counts(store: &Store, campaigns: &[Uuid]) -> Result<store::Progress> {
    let mut all = store::Progress { due: 0, running: 0, stale: 0, evaluated: 0, not_evaluated: 0 };
    for campaign in campaigns {
        let counts = store.progress(Some(*campaign), clock::now()).await?;
        all.due += counts.due;
        all.running += counts.running;
        all.stale += counts.stale;
        all.evaluated += counts.evaluated;
        all.not_evaluated += counts.not_evaluated;
    }
    Ok(all)
}

async fn work_on(config: &Config, store: &Store, campaigns: &[Uuid]) -> Result<()> {
    let progress = Progress::of(counts(store, campaigns).await?);
    let told = move |audit: &rules::audit::Audit| progress.site(audit);
    let mut work = Work::start(config, store.clone(), Clock::real(clock::now), PATIENCE, told).await?;
    work.run(&Until::Finished(campaigns.to_vec())).await
}

async fn publish(config: &Config, store: &Store, asked: &cli::Run) -> Result<()> {
    if asked.no_publish {
        return Ok(());
    }
    stoppable(publish::publish(config, store, cli::Publish::default())).await.map(drop)
}

/// The campaign a stopped run left, or a new one.
async fn campaign(config: &Config, store: &Store, asked: &cli::Run) -> Result<Campaign> {
    if let Some(left) = store.unfinished_campaigns().await?.into_iter().next() {
        tell(&format!(
            "finishing the campaign «{}» of {}",
            left.label,
            left.created_at.format("%Y-%m-%d %H:%M")
        ));
        return Ok(left);
    }
    let now = clock::now();
    let label = asked.label.clone().unwrap_or_else(|| now.format("%Y-%m-%d %H:%M:%S").to_string());
    let new = NewCampaign { label, seed: config.crawl.seed, pages: config.crawl.pages };
    let selection =
        Selection { body: asked.body.clone(), member: asked.member.clone(), host_key: asked.host.clone() };
    let begun = store.begin_campaign(&new, None, &selection, now, TimeDelta::zero()).await?;
    match begun {
        Some((campaign, planned)) if planned.planned > 0 => Ok(campaign),
        Some((_, planned)) if planned.unfinished > 0 => bail!(
            "all {} sites have an audit that is not finished, in a campaign that is paused: resume or cancel it \
             (observatoire campaign list)",
            planned.unfinished
        ),
        _ => bail!(
            "there is no site to audit: import members first (observatoire members import FILE), or check --body, --member and --host"
        ),
    }
}
