//! Progress of all campaigns and workers: as JSON, for Prometheus, and as values for messages to people.

mod prometheus;

pub use prometheus::prometheus;

use crate::Plan;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use store::{CampaignState, Result, Store};
use uuid::Uuid;

/// Period over which the pace is measured.
const LOOKED_BACK: TimeDelta = TimeDelta::minutes(10);
/// Time without a report after which a worker counts as silent. Workers report every ten seconds.
const SILENT_AFTER: TimeDelta = TimeDelta::minutes(1);
/// Number of campaigns that are shown, the newest first.
const CAMPAIGNS: u32 = 50;

/// Content of `status --format json`. Times are UTC, sizes are in bytes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    pub at: DateTime<Utc>,
    /// Numbers of sites in the campaigns that are not finished, or in the last one if all are finished.
    pub sites: Sites,
    pub pages_per_second: f64,
    pub sites_per_minute: f64,
    /// Expected end at the pace of the last ten minutes. Null if nothing is left, or nothing was recorded in this time.
    pub expected_end: Option<DateTime<Utc>>,
    pub browsers: i64,
    pub browser_bytes: i64,
    pub workers: Vec<WorkerLine>,
    pub campaigns: Vec<CampaignLine>,
    pub schedules: Vec<PlanLine>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sites {
    pub evaluated: i64,
    pub not_evaluated: i64,
    pub running: i64,
    /// Audits leased by a worker that has not renewed its lease in time.
    pub stale: i64,
    pub waiting: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkerLine {
    pub name: String,
    pub program: String,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether the worker has not reported for a minute.
    pub silent: bool,
    pub leases: i64,
    pub width: i64,
    pub sites: i64,
    pub pages: i64,
    pub browsers: i64,
    pub browser_bytes: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CampaignLine {
    pub id: Uuid,
    pub label: String,
    pub schedule: Option<String>,
    pub state: &'static str,
    pub created_at: DateTime<Utc>,
    pub evaluated: i64,
    pub not_evaluated: i64,
    pub running: i64,
    pub waiting: i64,
    pub cancelled: i64,
    pub pages: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanLine {
    pub name: String,
    pub paused: bool,
    pub last: Option<DateTime<Utc>>,
    pub next: Option<DateTime<Utc>>,
}

impl Status {
    pub async fn read(store: &Store, plans: &[Plan], now: DateTime<Utc>) -> Result<Self> {
        let states = store.campaigns(CAMPAIGNS).await?;
        let shown = shown(&states);
        let pace = store.pace(now - LOOKED_BACK).await?;
        let workers: Vec<WorkerLine> =
            store.workers().await?.into_iter().map(|worker| worker_line(worker, now)).collect();
        let since = pace.first_at.map_or(LOOKED_BACK, |first| (now - first).max(TimeDelta::seconds(1)));
        let a_second = |count: i64| count as f64 * 1000.0 / since.num_milliseconds() as f64;
        let mut sites = sites(&shown);
        sites.stale = store.progress(None, now).await?.stale;
        sites.running = (sites.running - sites.stale).max(0);
        Ok(Self {
            at: now,
            sites,
            pages_per_second: rounded(a_second(pace.pages)),
            sites_per_minute: rounded(a_second(pace.sites) * 60.0),
            expected_end: expected_end(&shown, a_second(pace.sites), now),
            browsers: workers.iter().map(|worker| worker.browsers).sum(),
            browser_bytes: workers.iter().map(|worker| worker.browser_bytes).sum(),
            workers,
            campaigns: states.iter().map(campaign_line).collect(),
            schedules: plan_lines(store, plans, now).await?,
        })
    }
}

fn shown(states: &[CampaignState]) -> Vec<&CampaignState> {
    let unfinished: Vec<_> = states.iter().filter(|state| !state.is_finished()).collect();
    if unfinished.is_empty() { states.first().into_iter().collect() } else { unfinished }
}

fn sites(states: &[&CampaignState]) -> Sites {
    let mut sites = Sites::default();
    for state in states {
        sites.evaluated += state.evaluated;
        sites.not_evaluated += state.not_evaluated;
        sites.running += state.running;
        sites.waiting += state.due;
    }
    sites
}

/// The expected end: by the pace, but not earlier than the time at which the last waiting audit may begin.
fn expected_end(states: &[&CampaignState], sites_a_second: f64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let moving = states.iter().filter(|state| state.paused_at.is_none());
    let left: i64 = moving.clone().map(|state| state.due + state.running).sum();
    if left == 0 || sites_a_second <= 0.0 {
        return None;
    }
    let by_pace = now + TimeDelta::try_seconds((left as f64 / sites_a_second) as i64)?;
    Some(moving.filter_map(|state| state.last_due_at).fold(by_pace, DateTime::max))
}

fn worker_line(worker: store::Worker, now: DateTime<Utc>) -> WorkerLine {
    WorkerLine {
        silent: now - worker.seen_at > SILENT_AFTER,
        name: worker.name,
        program: worker.program,
        started_at: worker.started_at,
        seen_at: worker.seen_at,
        leases: worker.leases,
        width: worker.width,
        sites: worker.sites,
        pages: worker.pages,
        browsers: worker.browsers,
        browser_bytes: worker.browser_bytes,
    }
}

fn campaign_line(state: &CampaignState) -> CampaignLine {
    CampaignLine {
        id: state.id,
        label: state.label.clone(),
        schedule: state.schedule.clone(),
        state: match state {
            state if state.cancelled_at.is_some() => "cancelled",
            state if state.is_finished() => "finished",
            state if state.paused_at.is_some() => "paused",
            state if state.running > 0 => "running",
            _ => "waiting",
        },
        created_at: state.created_at,
        evaluated: state.evaluated,
        not_evaluated: state.not_evaluated,
        running: state.running,
        waiting: state.due,
        cancelled: state.cancelled,
        pages: state.pages_audited,
    }
}

async fn plan_lines(store: &Store, plans: &[Plan], now: DateTime<Utc>) -> Result<Vec<PlanLine>> {
    let known = store.schedules(now).await?;
    let line = |plan: &Plan| {
        let state = known.iter().find(|state| state.name == plan.name);
        let paused = state.is_some_and(|state| state.paused_at.is_some());
        PlanLine {
            name: plan.name.clone(),
            paused,
            last: state.and_then(|state| state.last_for),
            next: plan.schedule.next(now).filter(|_| !paused),
        }
    };
    Ok(plans.iter().map(line).collect())
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-22T08:00:00Z".parse().unwrap()
    }

    fn state(due: i64, running: i64) -> CampaignState {
        CampaignState {
            id: Uuid::nil(),
            created_at: now(),
            label: "mensuelle".into(),
            pages: 15,
            schedule: None,
            scheduled_for: None,
            paused_at: None,
            cancelled_at: None,
            cancelled: 0,
            due,
            running,
            evaluated: 5,
            not_evaluated: 2,
            pages_audited: 70,
            recorded_at: None,
            last_due_at: None,
        }
    }

    #[test]
    fn the_end_follows_from_the_pace_and_from_what_may_not_begin_yet() {
        assert_eq!(expected_end(&[&state(50, 10)], 0.5, now()), Some(now() + TimeDelta::seconds(120)));
        let late = now() + TimeDelta::hours(5);
        let spread = CampaignState { last_due_at: Some(late), ..state(50, 10) };
        assert_eq!(expected_end(&[&spread], 0.5, now()), Some(late));
        assert_eq!(expected_end(&[&state(50, 10)], 0.0, now()), None, "nothing moves");
        assert_eq!(expected_end(&[&state(0, 0)], 0.5, now()), None, "nothing is left");
        let paused = CampaignState { paused_at: Some(now()), ..state(50, 0) };
        assert_eq!(expected_end(&[&paused], 0.5, now()), None);
    }

    #[test]
    fn what_is_unfinished_is_shown_or_else_the_last() {
        let (done, going) = (state(0, 0), state(3, 1));
        assert_eq!(sites(&shown(&[done.clone(), going])).waiting, 3);
        assert_eq!(sites(&shown(&[done.clone(), done])).evaluated, 5, "not both");
        assert_eq!(sites(&shown(&[])), Sites::default());
    }
}
