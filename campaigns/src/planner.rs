//! Begins the campaigns of the configuration at their appointments.

use crate::{Clock, Patience, Schedule, patiently};
use chrono::{DateTime, TimeDelta, Utc};
use std::{collections::HashSet, time::Duration};
use store::{Appointment, Campaign, NewCampaign, Planned, Result, Selection, Store};

/// Longest time between two checks, because somebody may pause a schedule or set the clock in the meantime.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Longest delay with which an appointment counts as met. A campaign that begins later is reported as late.
const ON_TIME: TimeDelta = TimeDelta::minutes(10);

/// A campaign that a schedule repeats.
#[derive(Debug, Clone)]
pub struct Plan {
    pub name: String,
    pub schedule: Schedule,
    /// If given, only members of this body (by its id) are audited.
    pub body: Option<String>,
    pub pages: u32,
    pub seed: u64,
    /// Period over which the beginnings of the audits are spread.
    pub spread: TimeDelta,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub campaign: Campaign,
    pub planned: Planned,
    pub schedule: String,
    pub at: DateTime<Utc>,
    /// Whether the appointment was missed, because no program ran at its time.
    pub late: bool,
}

/// Notes the schedules in the database. From now on each of their appointments counts: if no program runs at its time,
/// a program that runs later makes up for it.
pub async fn know(store: &Store, plans: &[Plan], now: DateTime<Utc>) -> Result<()> {
    for plan in plans {
        store.know_schedule(&plan.name, now).await?;
    }
    Ok(())
}

/// Begins the campaigns that are due now. While a campaign of a schedule is unfinished, the schedule begins no other.
/// All appointments that pass in the meantime lead to one campaign afterwards. A campaign that finds no site is not
/// begun and stays due.
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

/// The time up to which all appointments count as met. A start of the schedule that lies in the future was written by a
/// clock that was ahead, and counts as now.
fn done(state: &store::Schedule, now: DateTime<Utc>) -> DateTime<Utc> {
    let since = state.since.min(now);
    state.last_for.map_or(since, |last| last.max(since))
}

/// Schedules that have a time in the future in the database, because a clock was ahead: name and time. For reports.
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

/// Logs an appointment once, even if it finds no site and is therefore tried again at each check.
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

/// Begins campaigns at their appointments, until the future is dropped.
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
