//! `run`: begins a campaign or continues an unfinished one, makes its audits and publishes. With `--due` it begins the
//! campaigns that are due by their schedules.

use super::{Ended, publish, unseen};
use crate::{
    bodies, cli, clock,
    config::Config,
    database, engine,
    progress::{Progress, summary::Summary},
    report::{print, tell},
    words::say,
    work::{self, Work, stoppable},
};
use anyhow::{Result, bail};
use campaigns::{Clock, Patience, Until, begin_due};
use chrono::TimeDelta;
use std::time::Duration;
use store::{Campaign, NewCampaign, Selection, Store};
use uuid::Uuid;

/// Time for which the database may be unreachable before the run ends. The next run continues the campaign.
const PATIENCE: Patience = Patience::For(Duration::from_secs(300));

pub async fn run(config: Config, asked: cli::Run) -> Result<Ended> {
    let config = config.with(&asked.crawl)?;
    engine::check_identity(&config)?;
    let store = database::open(&config).await?;
    work::release_dead_workers(&store).await?;
    let campaigns = if asked.due {
        due(&config, &store).await?
    } else {
        vec![campaign(&config, &store, &asked).await?.id]
    };
    if campaigns.is_empty() {
        tell(&say!("run-nothing-due"));
        return Ok(Ended::Whole);
    }
    work_on(&config, &store, &campaigns).await?;
    let summary = Summary::read(&store, &campaigns).await?;
    print(&summary.line())?;
    for line in summary.causes(&config) {
        tell(&line);
    }
    if summary.is_all_ours() {
        unseen::withdraw_all(&store, &campaigns).await?;
        bail!("{}", say!("run-all-ours"));
    }
    publish(&config, &store, &asked).await?;
    Ok(Ended::whole(summary.not_evaluated() == 0))
}

/// Begins the campaigns that are due. Gives the ids of all unfinished campaigns.
async fn due(config: &Config, store: &Store) -> Result<Vec<Uuid>> {
    let plans = config.plans()?;
    if plans.is_empty() {
        bail!("{}", say!("run-no-campaign"));
    }
    let plans = bodies::of_plans(store, plans).await?;
    for begun in begin_due(store, &plans, clock::now()).await? {
        let at = begun.at.format("%Y-%m-%d %H:%M UTC");
        let (label, count) = (&begun.campaign.label, begun.planned.planned);
        match (count, begun.late) {
            (0, _) => tell(&say!("campaign-without-site", schedule = begun.schedule, at = at)),
            (_, true) => tell(&say!("campaign-late", label = label, count = count, at = at)),
            (_, false) => tell(&say!("campaign-begun", label = label, count = count)),
        }
    }
    Ok(store.unfinished_campaigns().await?.iter().map(|campaign| campaign.id).collect())
}

async fn work_on(config: &Config, store: &Store, campaigns: &[Uuid]) -> Result<()> {
    let progress = Progress::from_counts(work::counts(store, campaigns).await?);
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

/// The campaign to work on: an unfinished one if it fits the options, otherwise a new one.
async fn campaign(config: &Config, store: &Store, asked: &cli::Run) -> Result<Campaign> {
    let body = match &asked.body {
        Some(body) => Some(bodies::find(store, body).await?),
        None => None,
    };
    let selection = Selection { body, member: asked.member.clone(), host_key: asked.host.clone() };
    let selected = store.selected(&selection).await?;
    if selected.planned == 0 {
        bail!("{}", nothing_selected(asked));
    }
    if let Some(left) = store.unfinished_campaigns().await?.into_iter().next() {
        let everything = selection == Selection::default();
        return if (everything || selected.unfinished == selected.planned) && is_alike(&left, asked) {
            let at = left.created_at.format("%Y-%m-%d %H:%M");
            tell(&say!("run-finishing", label = left.label, at = at));
            Ok(left)
        } else {
            bail!("{}", say!("run-another-left", label = left.label, id = left.id))
        };
    }
    begin(config, store, asked, &selection).await
}

/// Whether the options of the command line fit the unfinished campaign.
fn is_alike(left: &Campaign, asked: &cli::Run) -> bool {
    asked.label.as_ref().is_none_or(|label| *label == left.label)
        && asked.crawl.pages.is_none_or(|pages| pages == left.pages)
        && asked.crawl.seed.is_none_or(|seed| seed == left.seed)
}

async fn begin(config: &Config, store: &Store, asked: &cli::Run, selection: &Selection) -> Result<Campaign> {
    let now = clock::now();
    let label = asked.label.clone().unwrap_or_else(|| now.format("%Y-%m-%d %H:%M:%S").to_string());
    let new = NewCampaign { label, seed: config.crawl.seed, pages: config.crawl.pages };
    match store.begin_campaign(&new, None, selection, now, TimeDelta::zero()).await? {
        Some((campaign, planned)) if planned.planned > 0 => Ok(campaign),
        Some((_, planned)) if planned.unfinished > 0 => {
            bail!("{}", say!("run-all-paused", count = planned.unfinished))
        }
        _ => bail!("{}", nothing_selected(asked)),
    }
}

/// Names the setting that selects nothing, and where its possible values are listed.
fn nothing_selected(asked: &cli::Run) -> String {
    let settings = [("--body", &asked.body), ("--member", &asked.member), ("--host", &asked.host)];
    let said: Vec<String> =
        settings.iter().filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?))).collect();
    if said.is_empty() { say!("run-no-site") } else { say!("run-none-selected", said = said.join(" ")) }
}
