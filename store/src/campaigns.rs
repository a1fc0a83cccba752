//! Campaigns: audits planned together, and how far they are.

use crate::both::{Open, execute, read, read_one, rows};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{NAME, clean};
use crate::wake::wake;
use crate::{Result, Store, id_at};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCampaign {
    pub label: String,
    /// Draws the samples of all its audits.
    pub seed: u64,
    /// Pages asked for on each site.
    pub pages: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub label: String,
    pub seed: u64,
    pub pages: u32,
}

/// Which sites of present members to plan; `None` does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Id of a body.
    pub body: Option<String>,
    /// Key of a member.
    pub member: Option<String>,
    pub host_key: Option<String>,
}

/// The time at which a schedule says that a campaign is to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub schedule: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    pub planned: u32,
    /// Sites whose last audit is not finished: they get no second one.
    pub unfinished: u32,
}

/// The way of a recorded audit through its campaign.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Route {
    /// Label of the campaign.
    pub label: String,
    pub due_at: DateTime<Utc>,
    /// Number of times it was begun.
    pub attempt: i64,
    /// Number of times it was begun and postponed, for a reason of ours.
    pub put_off: i64,
    /// Programs that ended while they worked on it alone.
    pub deaths: i64,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub recorded_at: Option<DateTime<Utc>>,
    pub withdrawn_reason: Option<String>,
    /// Pages that can be judged again.
    pub kept: i64,
}

/// Audits by what has become of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Progress {
    pub due: i64,
    pub running: i64,
    /// Leased by a worker that has not renewed in time.
    pub stale: i64,
    pub evaluated: i64,
    pub not_evaluated: i64,
}

impl Store {
    /// The same campaign told twice at the same time is one.
    pub async fn new_campaign(&self, new: &NewCampaign, now: DateTime<Utc>) -> Result<Campaign> {
        let campaign = new.at(now, "");
        let mut tx = self.begin().await?;
        put(&mut tx, &campaign, None).await?;
        commit(tx).await?;
        Ok(campaign)
    }

    /// A campaign with its audits, all or nothing; their beginnings are spread over a time. `None` when that
    /// appointment was planned already, by whomever. One that has no audit to make leaves no trace.
    pub async fn begin_campaign(
        &self,
        new: &NewCampaign,
        appointment: Option<&Appointment>,
        selection: &Selection,
        now: DateTime<Utc>,
        spread: TimeDelta,
    ) -> Result<Option<(Campaign, Planned)>> {
        let campaign = new.at(now, appointment.map_or("", |appointment| &appointment.schedule));
        let mut tx = self.begin().await?;
        if !put(&mut tx, &campaign, appointment).await? {
            return Ok(None);
        }
        let planned = plan(&mut tx, &campaign, selection, now, spread).await?;
        if planned.planned > 0 {
            wake(&mut tx, self).await?;
            commit(tx).await?;
        }
        Ok(Some((campaign, planned)))
    }

    /// Campaigns that a stopped run left unfinished, oldest first: to be finished before another is planned.
    pub async fn unfinished_campaigns(&self) -> Result<Vec<Campaign>> {
        let rows: Vec<(Uuid, DateTime<Utc>, String, i64, i64)> = read!(self, sql::UNFINISHED_CAMPAIGNS);
        let campaign = |(id, created_at, label, seed, pages): (Uuid, DateTime<Utc>, String, i64, i64)| {
            Ok(Campaign { id, created_at, label, seed: seed.cast_unsigned(), pages: u32::try_from(pages)? })
        };
        rows.into_iter().map(campaign).collect()
    }

    /// One due audit for each selected site of a present member, all or none of them.
    pub async fn plan(
        &self,
        campaign: &Campaign,
        selection: &Selection,
        now: DateTime<Utc>,
    ) -> Result<Planned> {
        let mut tx = self.begin().await?;
        let planned = plan(&mut tx, campaign, selection, now, TimeDelta::zero()).await?;
        wake(&mut tx, self).await?;
        commit(tx).await?;
        Ok(planned)
    }

    /// Route by which an audit came to be recorded.
    pub async fn route(&self, audit: Uuid) -> Result<Option<Route>> {
        Ok(read_one!(self, sql::ROUTE, audit))
    }

    /// The causes of its audits, the commonest cause first; `None` for those that evaluated their site.
    pub async fn campaign_causes(&self, campaign: Uuid) -> Result<Vec<(Option<String>, i64)>> {
        Ok(read!(self, sql::CAMPAIGN_CAUSES, campaign))
    }

    /// How many sites are selected, and how many of them have an audit left in a campaign that goes on.
    pub async fn selected(&self, selection: &Selection) -> Result<Planned> {
        let [body, member, host_key] = selection.cleaned();
        let sites: Vec<(Uuid,)> = read!(self, sql::SELECTED_SITES, body, member, host_key);
        let open: Vec<(Uuid,)> = read!(self, sql::SITES_LEFT);
        let open: BTreeSet<Uuid> = open.into_iter().map(|(site,)| site).collect();
        let unfinished = sites.iter().filter(|(site,)| open.contains(site)).count();
        Ok(Planned { planned: u32::try_from(sites.len())?, unfinished: u32::try_from(unfinished)? })
    }

    /// How far one campaign is, or all are.
    pub async fn progress(&self, campaign: Option<Uuid>, now: DateTime<Utc>) -> Result<Progress> {
        let row: Option<Progress> = read_one!(self, sql::PROGRESS, campaign, now);
        row.ok_or(crate::Error::Database(sqlx::Error::RowNotFound))
    }
}

impl Selection {
    fn cleaned(&self) -> [Option<String>; 3] {
        [&self.body, &self.member, &self.host_key]
            .map(|wanted| wanted.as_deref().map(|wanted| clean(wanted, NAME)))
    }
}

impl NewCampaign {
    fn at(&self, now: DateTime<Utc>, schedule: &str) -> Campaign {
        let key = format!("{} {} {} {schedule}", self.seed, self.pages, self.label);
        Campaign {
            id: id_at(now, key.as_bytes()),
            created_at: milliseconds(now),
            label: clean(&self.label, NAME),
            seed: self.seed,
            pages: self.pages,
        }
    }
}

/// `false` when it is there already.
async fn put(tx: &mut Open, campaign: &Campaign, appointment: Option<&Appointment>) -> Result<bool> {
    let added = execute!(
        tx,
        sql::PUT_CAMPAIGN,
        campaign.id,
        campaign.created_at,
        &campaign.label,
        campaign.seed.cast_signed(),
        i64::from(campaign.pages),
        appointment.map(|appointment| clean(&appointment.schedule, NAME)),
        appointment.map(|appointment| milliseconds(appointment.at)),
    );
    Ok(added == 1)
}

async fn plan(
    tx: &mut Open,
    campaign: &Campaign,
    selection: &Selection,
    now: DateTime<Utc>,
    spread: TimeDelta,
) -> Result<Planned> {
    let [body, member, host_key] = selection.cleaned();
    let sites: Vec<(Uuid,)> = rows!(tx, sql::SELECTED_SITES, body, member, host_key);
    let mut result = Planned { planned: 0, unfinished: 0 };
    // In the order of their ids, which are drawn: neighbours of a registry often share a server.
    let id_of = |site: Uuid| id_at(now, &[campaign.id.as_bytes().as_slice(), site.as_bytes()].concat());
    let mut audits: Vec<(Uuid, Uuid)> = sites.into_iter().map(|(site,)| (id_of(site), site)).collect();
    audits.sort_unstable();
    let (begin, step) = (milliseconds(now), spread / i32::try_from(audits.len().max(1))?);
    let due = (0..).zip(audits).map(|(place, (id, site))| (site, id, milliseconds(begin + step * place)));
    // All planners write in one order, that of sites: otherwise each could wait for what another has written.
    for (site, id, due_at) in due.collect::<BTreeSet<_>>() {
        match execute!(tx, sql::PUT_DUE, id, site, campaign.id, due_at) {
            0 => result.unfinished += 1,
            _ => result.planned += 1,
        }
    }
    Ok(result)
}
