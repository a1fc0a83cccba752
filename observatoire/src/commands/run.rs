//! `run`: audits that are due are leased, conducted and recorded; what a stopped run left is finished first.

use super::{Ended, open, publish};
use crate::{
    cli, clock,
    config::Config,
    engine::{self, Engine},
    owner,
    progress::Progress,
};
use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use crawler::conduct::{Conducted, Order};
use std::{collections::HashSet, sync::Arc, time::Duration};
use store::{Campaign, DueAudit, KeptPage, NewCampaign, Selection, Store};
use tokio::task::JoinSet;
use url::Url;
use uuid::Uuid;

const LEASE: TimeDelta = TimeDelta::minutes(3);
const RENEW_EVERY: Duration = Duration::from_secs(45);
/// An audit that was begun this often and never recorded brings the program down: it is given up.
const MOST_ATTEMPTS: u32 = 4;

pub async fn run(config: Config, asked: cli::Run) -> Result<Ended> {
    let config = config.with(&asked.crawl)?;
    engine::check_identity(&config)?;
    let store = open(&config).await?;
    let campaign = campaign(&config, &store, &asked).await?;
    let engine = Arc::new(engine::start(&config).await?);
    let owner = owner::of_this_process();
    let mut work =
        Work { engine, store: store.clone(), owner, running: JoinSet::new(), held: HashSet::new() };
    let progress = Progress::of(store.progress(Some(campaign.id), clock::now()).await?);
    let ended = work.run(config.crawl.width, &progress).await;
    store.release(&work.owner).await?;
    work.engine.browse.close().await;
    ended?;
    let counts = store.progress(Some(campaign.id), clock::now()).await?;
    println!("{} sites evaluated, {} not evaluated", counts.evaluated, counts.not_evaluated);
    if !asked.no_publish {
        publish::publish(&config, &store, None).await?;
    }
    Ok(Ended::whole(counts.not_evaluated == 0))
}

/// The campaign a stopped run left, or a new one.
async fn campaign(config: &Config, store: &Store, asked: &cli::Run) -> Result<Campaign> {
    let now = clock::now();
    for dead in store.owners().await?.into_iter().filter(|held| owner::is_dead(&held.name)) {
        let released = store.release(&dead.name).await?;
        tracing::info!(owner = dead.name, released, "a process ended without giving back its audits");
    }
    if let Some(left) = store.unfinished_campaigns().await?.into_iter().next() {
        eprintln!("finishing the campaign «{}» of {}", left.label, left.created_at.format("%Y-%m-%d %H:%M"));
        return Ok(left);
    }
    let label = asked.label.clone().unwrap_or_else(|| now.format("%Y-%m-%d %H:%M:%S").to_string());
    let new = NewCampaign { label, seed: config.crawl.seed, pages: config.crawl.pages };
    let campaign = store.new_campaign(&new, now).await?;
    let selection =
        Selection { body: asked.body.clone(), member: asked.member.clone(), host_key: asked.host.clone() };
    let planned = store.plan(&campaign, &selection, now).await?;
    if planned.planned == 0 && planned.unfinished == 0 {
        bail!(
            "there is no site to audit: import members first (observatoire members import FILE), or check --body, --member and --host"
        );
    }
    Ok(campaign)
}

struct Work {
    engine: Arc<Engine>,
    store: Store,
    owner: String,
    running: JoinSet<(DueAudit, Conducted)>,
    held: HashSet<Uuid>,
}

impl Work {
    /// Until nothing is due and nothing runs, or the program is told to stop.
    async fn run(&mut self, width: usize, progress: &Progress) -> Result<()> {
        let mut renewal = tokio::time::interval(RENEW_EVERY);
        let mut stop = std::pin::pin!(crate::signals::stop());
        loop {
            self.take(width).await?;
            if self.running.is_empty() {
                return Ok(());
            }
            tokio::select! {
                Some(ended) = self.running.join_next() => self.record(ended, progress).await?,
                _ = renewal.tick() => self.renew().await?,
                () = &mut stop => {
                    self.running.abort_all();
                    bail!("stopped; nothing is lost: the same command goes on from here");
                }
            }
        }
    }

    async fn take(&mut self, width: usize) -> Result<()> {
        let room = width.saturating_sub(self.running.len());
        // Asking for one place at a time would cost a transaction a site.
        if room == 0 || (room < width / 8 && !self.running.is_empty()) {
            return Ok(());
        }
        let now = clock::now();
        for due in self.store.lease(&self.owner, now, now + LEASE, room as u32).await? {
            self.held.insert(due.lease.audit);
            let engine = self.engine.clone();
            self.running.spawn(conduct(engine, due));
        }
        Ok(())
    }

    async fn renew(&mut self) -> Result<()> {
        let held: Vec<Uuid> = self.held.iter().copied().collect();
        let still = self.store.renew(&self.owner, &held, clock::now() + LEASE).await?;
        let lost = held.len() - still.len();
        if lost > 0 {
            tracing::warn!(
                lost,
                "leases ran out and were taken by another; their audits will not be recorded here"
            );
        }
        Ok(())
    }

    async fn record(
        &mut self,
        ended: Result<(DueAudit, Conducted), tokio::task::JoinError>,
        progress: &Progress,
    ) -> Result<()> {
        let (due, conducted) =
            ended.context("an audit stopped the program's own way; its lease will run out")?;
        self.held.remove(&due.lease.audit);
        let pages: Vec<KeptPage> = conducted
            .pages
            .into_iter()
            .map(|page| KeptPage {
                number: page.number,
                url: page.url,
                snapshot_hash: page.hash,
                bytes: page.bytes,
            })
            .collect();
        match self.store.record(&due.lease, &conducted.audit, &pages, clock::now()).await {
            Ok(_) => progress.site(&conducted.audit),
            Err(store::Error::LeaseLost { .. }) => {
                tracing::warn!(url = due.url, "the lease was lost; another records this audit");
            }
            Err(error) => return Err(error).context(format!("the audit of {} cannot be recorded", due.url)),
        }
        Ok(())
    }
}

async fn conduct(engine: Arc<Engine>, due: DueAudit) -> (DueAudit, Conducted) {
    // What the store gives as a site's address was one when it was put there.
    let url = due.url.parse().unwrap_or_else(|_| Url::parse("about:blank").expect("a constant"));
    let order = Order {
        url,
        name: due.member_name.clone(),
        host_key: due.host_key.clone(),
        seed: due.seed,
        pages: due.pages as usize,
    };
    let conducted = match due.lease.attempt <= MOST_ATTEMPTS {
        true => engine.audit_watched(&order).await,
        false => engine.given_up(&order),
    };
    (due, conducted)
}
