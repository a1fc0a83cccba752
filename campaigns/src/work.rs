//! The worker: leases due audits, at most one for each server, makes them, records each once, and renews the leases in
//! the meantime.

mod attempt;
mod dead;
mod lane;
mod outcome;
mod witness;

pub use dead::{IsDead, SILENT_AFTER, Trace, release_dead_workers};

use crate::{Clock, Conduct, Patience, patience::is_lost, patiently};
use attempt::{Ended, attempt};
use chrono::{DateTime, TimeDelta, Utc};
use crawler::conduct::Conducted;
use lane::ASK_AGAIN;
use outcome::{is_ours, is_unreached};
use rules::audit::Audit;
use std::{collections::HashMap, sync::Arc, time::Duration};
use store::{DueAudit, KeptPage, Lease, Picture, Result, Store};
use tokio::{
    sync::Notify,
    task::{AbortHandle, Id, JoinError, JoinSet},
    time::{Instant, MissedTickBehavior, interval, sleep_until, timeout},
};
use tracing::Instrument;
use uuid::Uuid;

const LEASE: TimeDelta = TimeDelta::minutes(3);
const RENEW_EVERY: Duration = Duration::from_secs(45);
const TELL_EVERY: Duration = Duration::from_secs(10);
/// Time without a report after which a worker is removed from the list of workers.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::minutes(10);
/// Number of successive unreachable sites above which our own connection is suspected.
const CUT_OFF_AFTER: u32 = 10;
/// Time after which an audit is tried again, if the failure may be on our side.
const CUT_OFF_FOR: TimeDelta = TimeDelta::minutes(2);
/// Number of times an audit is postponed because our own resolver or browser fails, an hour in all. Then it is recorded
/// as not evaluated, with the cause on our side.
const MOST_WAITS: u32 = 30;
/// Number of times an audit is repeated because no browser was available for some of its pages. The audit itself has
/// already tried these pages again.
const MOST_WHOLE_TRIES: u32 = 1;
/// Longest time for giving back all audits when the program is told to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(4);

/// The condition that ends the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    /// All audits of these campaigns are recorded, by whichever worker, or the campaigns were paused or cancelled.
    Finished(Vec<Uuid>),
    /// No campaign has unfinished audits, paused ones excepted.
    AllFinished,
    Never,
}

pub struct WorkSettings {
    /// `machine/pid/start`, which identifies this process as the owner of leases.
    pub owner: String,
    pub is_dead: IsDead,
    pub program: String,
    /// Largest number of sites audited at once.
    pub width: usize,
    pub patience: Patience,
    /// Called for each audit that this worker has recorded.
    pub recorded: Box<dyn Fn(&Audit) + Send + Sync>,
}

pub struct Worker<C> {
    conductor: Arc<C>,
    store: Store,
    clock: Clock,
    settings: WorkSettings,
    running: JoinSet<Ended>,
    tasks: HashMap<Id, Lease>,
    held: HashMap<Uuid, AbortHandle>,
    calls: Arc<Notify>,
    ask_at: Instant,
    /// Whether the audit under way is a suspect, so that no other audit is begun in the meantime.
    alone: bool,
    started_at: DateTime<Utc>,
    /// Number of successive sites that could not be reached.
    unreached: u32,
    sites: u64,
    pages: u64,
}

impl<C: Conduct> Worker<C> {
    pub fn new(conductor: Arc<C>, store: Store, clock: Clock, settings: WorkSettings) -> Self {
        Self {
            started_at: clock.now(),
            conductor,
            store,
            clock,
            settings,
            running: JoinSet::new(),
            tasks: HashMap::new(),
            held: HashMap::new(),
            calls: Arc::default(),
            ask_at: Instant::now(),
            alone: false,
            unreached: 0,
            sites: 0,
            pages: 0,
        }
    }

    /// Works until the condition holds. If this future is dropped before its end, [`Self::stop`] must be called.
    pub async fn run(&mut self, until: &Until) -> Result<()> {
        let _listening = JoinSet::from_iter([listen(self.store.clone(), self.calls.clone())]);
        let (mut renewal, mut telling) = (interval(RENEW_EVERY), interval(TELL_EVERY));
        renewal.set_missed_tick_behavior(MissedTickBehavior::Delay);
        telling.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let calls = self.calls.clone();
        loop {
            tokio::select! {
                biased;
                _ = renewal.tick() => self.renew().await?,
                _ = telling.tick() => self.tell().await?,
                Some(ended) = self.running.join_next_with_id() => self.end(ended).await?,
                () = calls.notified() => self.ask_at = Instant::now(),
                () = sleep_until(self.ask_at) => {}
            }
            self.take().await?;
            if self.running.is_empty() && self.is_done(until).await? {
                return Ok(());
            }
        }
    }

    async fn is_done(&self, until: &Until) -> Result<bool> {
        if *until == Until::Never {
            return Ok(false);
        }
        let left = patiently!(
            "asking what is left",
            self.settings.patience,
            self.store.unfinished_campaigns().await
        )?;
        Ok(match until {
            Until::Finished(wanted) => !left.iter().any(|campaign| wanted.contains(&campaign.id)),
            _ => left.is_empty(),
        })
    }

    async fn take(&mut self) -> Result<()> {
        let (width, now) = (self.settings.width, Instant::now());
        let room = width.saturating_sub(self.running.len());
        // Several audits are leased at a time: leasing one as soon as a place is free would cost a transaction for each
        // site.
        let scarce = room == 0 || (room < width / 8 && !self.running.is_empty());
        self.alone &= !self.running.is_empty();
        if self.alone || scarce || now < self.ask_at {
            return Ok(());
        }
        let patience = self.settings.patience;
        let mut taken = patiently!("taking audits", patience, self.lease(room as u32).await)?;
        if taken.is_empty() && self.running.is_empty() {
            patiently!("looking for the dead", patience, self.release_dead_workers().await)?;
            taken.extend(patiently!("taking a suspect", patience, self.lease_suspect().await)?);
            self.alone = !taken.is_empty();
        }
        // If fewer audits were leased than there are places, no other audit is due, or the servers of the due audits
        // are busy. The worker asks again a little later.
        self.ask_at = now + if taken.len() < room { ASK_AGAIN } else { Duration::ZERO };
        for due in taken {
            let lease = due.lease.clone();
            let span = span_of(&due);
            let task =
                attempt(self.conductor.clone(), self.store.clone(), self.clock.clone(), due).instrument(span);
            let handle = self.running.spawn(task);
            self.held.insert(lease.audit, handle.clone());
            self.tasks.insert(handle.id(), lease);
        }
        Ok(())
    }

    async fn lease(&self, room: u32) -> Result<Vec<DueAudit>> {
        let now = self.clock.now();
        self.store.lease(&self.settings.owner, now, now + self.clock.lasting(LEASE), room).await
    }

    async fn lease_suspect(&self) -> Result<Option<DueAudit>> {
        let now = self.clock.now();
        self.store.lease_suspect(&self.settings.owner, now, now + self.clock.lasting(LEASE)).await
    }

    /// Renews the leases and stops audits whose lease is lost. Also gives back audits that the database counts as this
    /// worker's although it does not know of them, and audits of dead processes of this machine.
    async fn renew(&mut self) -> Result<()> {
        let held: Vec<Uuid> = self.held.keys().copied().collect();
        let still = patiently!("renewing leases", self.settings.patience, self.tidy(&held).await)?;
        for audit in held.iter().filter(|audit| !still.contains(audit)) {
            tracing::warn!(%audit, "its lease is lost: it ran out and was taken, or its campaign was cancelled");
            if let Some(task) = self.held.remove(audit) {
                task.abort();
            }
        }
        Ok(())
    }

    async fn tidy(&self, held: &[Uuid]) -> Result<Vec<Uuid>> {
        let (store, clock, owner) = (&self.store, &self.clock, &self.settings.owner);
        clock.follow(store.time().await?);
        let still = store.renew(owner, held, clock.now() + clock.lasting(LEASE)).await?;
        for unknown in store.leased_by(owner).await?.iter().filter(|audit| !held.contains(audit)) {
            store.disown(owner, *unknown).await?;
        }
        self.release_dead_workers().await?;
        store.forget_lanes(clock.now()).await?;
        Ok(still)
    }

    async fn release_dead_workers(&self) -> Result<()> {
        let silent = self.clock.lasting(SILENT_AFTER);
        release_dead_workers(&self.store, self.settings.is_dead, self.clock.now(), silent).await
    }

    async fn tell(&self) -> Result<()> {
        let browsers = self.conductor.browsers().await;
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let seen_at = self.clock.now();
        let worker = store::Worker {
            name: self.settings.owner.clone(),
            started_at: self.started_at,
            seen_at,
            program: self.settings.program.clone(),
            width: count(self.settings.width as u64),
            running: count(self.running.len() as u64),
            sites: count(self.sites),
            pages: count(self.pages),
            browsers: count(browsers.count),
            browser_bytes: count(browsers.bytes),
            leases: 0,
        };
        let patience = self.settings.patience;
        patiently!("telling how far it is", patience, self.store.tell_of_worker(&worker).await)?;
        let forgotten = seen_at - self.clock.lasting(FORGOTTEN_AFTER);
        patiently!("forgetting the silent", patience, self.store.forget_workers(forgotten).await)?;
        Ok(())
    }

    async fn end(&mut self, ended: Result<(Id, Ended), JoinError>) -> Result<()> {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let lease = self.tasks.remove(&id);
        match ended {
            Ok((_, Ended::Conducted(conducted))) => {
                let span = span_of(&conducted.0);
                self.record(&conducted.0, conducted.1).instrument(span).await?;
            }
            Ok((_, Ended::NotNow(lease, lane, due_at))) => {
                let given = patiently!(
                    "giving back an audit",
                    self.settings.patience,
                    self.store.give_back(&lease, lane.as_deref(), due_at).await
                );
                given?;
                self.ask_at = self.ask_at.min(Instant::now() + ASK_AGAIN);
            }
            Ok((_, Ended::Lost)) => {}
            // The task was stopped by this worker.
            Err(error) if error.is_cancelled() => {}
            Err(error) => {
                tracing::error!(%error, "an audit fell");
                if let Some(lease) = &lease {
                    let patience = self.settings.patience;
                    patiently!("giving back what fell", patience, self.store.accuse(lease).await)?;
                }
            }
        }
        if let Some(lease) = lease {
            self.held.remove(&lease.audit);
        }
        Ok(())
    }

    async fn record(&mut self, due: &DueAudit, conducted: Conducted) -> Result<()> {
        let pages: Vec<KeptPage> = conducted.pages.into_iter().map(kept).collect();
        let pictures: Vec<Picture> = conducted.pictures.into_iter().map(picture).collect();
        let audit = conducted.audit;
        if is_ours(&audit) && due.put_off < MOST_WAITS {
            return self
                .try_later(due, "our own resolver or browser does not answer: it is tried again")
                .await;
        }
        if audit.pages_lost() > 0 && due.put_off < MOST_WHOLE_TRIES {
            return self
                .try_later(due, "no browser could be had for some pages: it is tried once more")
                .await;
        }
        self.unreached = if is_unreached(&audit) { self.unreached + 1 } else { 0 };
        if self.unreached > CUT_OFF_AFTER && due.put_off == 0 {
            return self
                .try_later(due, "nothing can be reached: is the network gone? It is tried once more")
                .await;
        }
        let recorded = patiently!(
            "recording an audit",
            self.settings.patience,
            self.store.record(&due.lease, &audit, &pages, &pictures, self.clock.now()).await
        );
        match recorded {
            Ok(_) => self.count(&audit),
            // An earlier attempt may have recorded the audit, although the answer of the database was lost.
            Err(error) if is_lost(&error) => {
                if self.is_recorded(&audit).await? {
                    self.count(&audit)
                } else {
                    tracing::warn!(url = due.url, "the lease was lost; another records this audit")
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Postpones an audit instead of recording its result, because the failure may be on our side: the resolver, the
    /// browsers or the network.
    async fn try_later(&self, due: &DueAudit, why: &str) -> Result<()> {
        tracing::warn!(url = due.url, "{why}");
        let later = self.clock.now() + self.clock.lasting(CUT_OFF_FOR);
        patiently!(
            "putting off an audit",
            self.settings.patience,
            self.store.put_off(&due.lease, later).await
        )
        .map(drop)
    }

    async fn is_recorded(&self, audit: &Audit) -> Result<bool> {
        let id = audit.id();
        let head =
            patiently!("looking for an audit", self.settings.patience, self.store.audit_head(&id).await);
        Ok(head?.is_some())
    }

    fn count(&mut self, audit: &Audit) {
        self.sites += 1;
        self.pages += u64::from(audit.summary.pages_audited);
        (self.settings.recorded)(audit);
    }

    /// Stops all audits under way and gives them back, within seconds.
    pub async fn stop(&mut self) {
        self.running.abort_all();
        let giving_back = async {
            self.store.release(&self.settings.owner, self.clock.now()).await?;
            self.store.drop_worker(&self.settings.owner).await
        };
        match timeout(SHUTDOWN_GRACE, giving_back).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(%error, "leases were not given back; they run out by themselves")
            }
            Err(_) => tracing::warn!("leases were not given back in time; they run out by themselves"),
        }
    }
}

/// Span that names the audit in each of its log lines. It has the level «error», so that every log filter keeps it.
fn span_of(due: &DueAudit) -> tracing::Span {
    tracing::error_span!("audit", campaign = %due.campaign, audit = %due.lease.audit, site = due.host_key)
}

async fn listen(store: Store, calls: Arc<Notify>) {
    let listening = patiently!("listening for work", Patience::Endless, store.calls().await);
    let Ok(mut listening) = listening else { return };
    loop {
        listening.next().await;
        calls.notify_one();
    }
}

fn kept(page: crawler::conduct::KeptBytes) -> KeptPage {
    KeptPage { number: page.number, url: page.url, snapshot_hash: page.hash, bytes: page.bytes }
}

fn picture(picture: crawler::conduct::KeptPicture) -> Picture {
    Picture { hash: picture.hash, bytes: picture.bytes }
}
