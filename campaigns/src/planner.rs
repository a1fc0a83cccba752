//! Begins the campaigns of the configuration when their time has come.

use crate::{Clock, Patience, Schedule, patiently};
use chrono::{DateTime, TimeDelta, Utc};
use std::{collections::HashSet, time::Duration};
use store::{Appointment, Campaign, NewCampaign, Planned, Result, Selection, Store};

/// Looked at again at least this often: somebody may have paused a schedule, or moved the clock.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// An appointment that is met later than this was missed, and is made up for.
const ON_TIME: TimeDelta = TimeDelta::minutes(10);

/// A campaign that comes again.
#[derive(Debug, Clone)]
pub struct Plan {
    pub name: String,
    pub schedule: Schedule,
    /// Only members of this body.
    pub body: Option<String>,
    pub pages: u32,
    pub seed: u64,
    /// The beginnings of its audits are spread over this time.
    pub spread: TimeDelta,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub campaign: Campaign,
    pub planned: Planned,
    pub schedule: String,
    pub at: DateTime<Utc>,
    /// No program ran at the time of the appointment.
    pub late: bool,
}

/// Remembers the schedules: appointments from now on are met, or made up for.
pub async fn know(store: &Store, plans: &[Plan], now: DateTime<Utc>) -> Result<()> {
    for plan in plans {
        store.know_schedule(&plan.name, now).await?;
    }
    Ok(())
}

/// Begins what is due now. A campaign that is not finished is not begun again: what it misses is made up for once,
/// when it is. One that finds no site begins nothing and stays due.
pub async fn begin_due(store: &Store, plans: &[Plan], now: DateTime<Utc>) -> Result<Vec<Begun>> {
    know(store, plans, now).await?;
    let mended = store.back_from_the_future(now).await?;
    if mended > 0 {
        tracing::warn!(audits = mended, "they were planned by a clock that was ahead, and are due now");
    }
    let known = store.schedules(now).await?;
    let mut begun = Vec::new();
    for plan in plans {
        let Some(state) = known.iter().find(|state| state.name == plan.name) else { continue };
        if state.paused_at.is_some() || state.unfinished {
            continue;
        }
        let done = done(state, now);
        let Some(at) = plan.schedule.due(done, now) else { continue };
        begun.extend(begin(store, plan, at, now).await?);
    }
    Ok(begun)
}

/// Up to when nothing is to be made up for. A time that has not come yet was written by a clock that was ahead: nobody
/// waits for it.
fn done(state: &store::Schedule, now: DateTime<Utc>) -> DateTime<Utc> {
    let since = state.since.min(now);
    state.last_for.map_or(since, |last| last.max(since))
}

/// Schedules whose last appointment lies in the future, left by a clock that was ahead. They are reported.
async fn from_the_future(store: &Store, now: DateTime<Utc>) -> Result<Vec<(String, DateTime<Utc>)>> {
    let schedules = store.schedules(now).await?.into_iter();
    Ok(schedules
        .filter_map(|of| Some((of.name, of.ahead.or(Some(of.since).filter(|since| *since > now))?)))
        .collect())
}

async fn begin(store: &Store, plan: &Plan, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<Option<Begun>> {
    let label = format!("{} {}", plan.name, at.format("%Y-%m-%d %H:%M"));
    let new = NewCampaign { label, seed: plan.seed, pages: plan.pages };
    let appointment = Appointment { schedule: plan.name.clone(), at };
    let selection = Selection { body: plan.body.clone(), ..Selection::default() };
    let begun = store.begin_campaign(&new, Some(&appointment), &selection, now, plan.spread).await?;
    let schedule = plan.name.clone();
    Ok(begun.map(|(campaign, planned)| Begun { campaign, planned, schedule, at, late: now - at > ON_TIME }))
}

/// Each appointment once, though it is looked at again and again where it finds no site.
fn tell(begun: &Begun, told: &mut HashSet<(String, DateTime<Utc>)>) {
    if !told.insert((begun.schedule.clone(), begun.at)) {
        return;
    }
    let Begun { campaign, planned: Planned { planned, unfinished }, schedule, at, .. } = begun;
    match (*planned, begun.late) {
        (0, _) => tracing::warn!(schedule, %at, unfinished, "no site to audit: nothing is begun"),
        (planned, true) => {
            tracing::warn!(campaign = campaign.label, %at, planned, "nobody was there at its time: it is made up for now");
        }
        (planned, false) => tracing::info!(campaign = campaign.label, planned, unfinished, "campaign begun"),
    }
}

/// Begins campaigns as long as it is polled.
pub async fn watch(store: &Store, plans: &[Plan], clock: &Clock) -> Result<std::convert::Infallible> {
    let mut told = HashSet::new();
    loop {
        let ahead =
            patiently!("reading schedules", Patience::Endless, from_the_future(store, clock.now()).await)?;
        for (schedule, at) in ahead {
            if told.insert((schedule.clone(), at)) {
                tracing::warn!(schedule, %at, "the clock was ahead: this time has not come yet, and is not waited for");
            }
        }
        let begun =
            patiently!("beginning campaigns", Patience::Endless, begin_due(store, plans, clock.now()).await)?;
        for begun in &begun {
            tell(begun, &mut told);
        }
        let now = clock.now();
        let next = plans.iter().filter_map(|plan| plan.schedule.next(now)).min();
        let pause = next.map_or(LOOK_EVERY, |next| clock.until(next).min(LOOK_EVERY));
        tokio::time::sleep(pause.max(Duration::from_millis(50))).await;
    }
}
