//! Campaigns (audits planned together) and their progress.

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
    /// Seed of the random choice of pages in all audits of the campaign.
    pub seed: u64,
    /// Number of pages wanted from each site.
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

/// The sites that a campaign audits, among those of present members. A field that is `None` does not restrict them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Id of a body.
    pub body: Option<String>,
    /// Id of a member.
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
    /// Number of sites for which an audit is planned.
    pub planned: u32,
    /// Number of sites that still have an unfinished audit. No second audit is planned for them.
    pub unfinished: u32,
}

/// The history of a recorded audit within its campaign.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Route {
    /// Label of the campaign.
    pub label: String,
    pub due_at: DateTime<Utc>,
    /// Number of times the audit was begun.
    pub attempt: i64,
    /// Number of times the audit was begun and then postponed for a reason on our side.
    pub put_off: i64,
    /// Number of programs that died while this was the only audit they worked on.
    pub deaths: i64,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub recorded_at: Option<DateTime<Utc>>,
    pub withdrawn_reason: Option<String>,
    /// Number of kept pages, which can be judged again.
    pub kept: i64,
}

/// Numbers of audits by their state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Progress {
    pub due: i64,
    pub running: i64,
    /// Audits leased by a worker that has not renewed its lease in time.
    pub stale: i64,
    pub evaluated: i64,
    pub not_evaluated: i64,
}

impl Store {
    /// Adds a campaign without audits. A repeated call with the same time adds it once.
    pub async fn new_campaign(&self, new: &NewCampaign, now: DateTime<Utc>) -> Result<Campaign> {
        let campaign = new.at(now, "");
        let mut tx = self.begin().await?;
        put(&mut tx, &campaign, None).await?;
        commit(tx).await?;
        Ok(campaign)
    }

    /// Adds a campaign with all its audits, or nothing. The times at which the audits are due are spread over `spread`.
    /// Gives `None` if a campaign for this appointment exists already. A campaign without audits is not kept.
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

    /// Campaigns with audits that are not recorded yet, oldest first. Paused campaigns are left out.
    pub async fn unfinished_campaigns(&self) -> Result<Vec<Campaign>> {
        let rows: Vec<(Uuid, DateTime<Utc>, String, i64, i64)> = read!(self, sql::UNFINISHED_CAMPAIGNS);
        let campaign = |(id, created_at, label, seed, pages): (Uuid, DateTime<Utc>, String, i64, i64)| {
            Ok(Campaign { id, created_at, label, seed: seed.cast_unsigned(), pages: u32::try_from(pages)? })
        };
        rows.into_iter().map(campaign).collect()
    }

    /// Plans one audit for each selected site of a present member: all of them or none.
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

    /// History of an audit within its campaign.
    pub async fn route(&self, audit: Uuid) -> Result<Option<Route>> {
        Ok(read_one!(self, sql::ROUTE, audit))
    }

    /// Numbers of the campaign's recorded audits by cause, the most frequent first. The cause `None` stands for
    /// evaluated sites.
    pub async fn campaign_causes(&self, campaign: Uuid) -> Result<Vec<(Option<String>, i64)>> {
        Ok(read!(self, sql::CAMPAIGN_CAUSES, campaign))
    }

    /// Number of selected sites, and number of those that have an unfinished audit in a campaign that is not paused.
    pub async fn selected(&self, selection: &Selection) -> Result<Planned> {
        let [body, member, host_key] = selection.cleaned();
        let sites: Vec<(Uuid,)> = read!(self, sql::SELECTED_SITES, body, member, host_key);
        let open: Vec<(Uuid,)> = read!(self, sql::SITES_LEFT);
        let open: BTreeSet<Uuid> = open.into_iter().map(|(site,)| site).collect();
        let unfinished = sites.iter().filter(|(site,)| open.contains(site)).count();
        Ok(Planned { planned: u32::try_from(sites.len())?, unfinished: u32::try_from(unfinished)? })
    }

    /// Progress of one campaign, or of all together.
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

/// Inserts the campaign. `false` if it exists already.
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
    // The audits are planned in the order of their ids, which are pseudo-random. So sites that are neighbours in a
    // registry, and often share a server, are audited at different times.
    let id_of = |site: Uuid| id_at(now, &[campaign.id.as_bytes().as_slice(), site.as_bytes()].concat());
    let mut audits: Vec<(Uuid, Uuid)> = sites.into_iter().map(|(site,)| (id_of(site), site)).collect();
    audits.sort_unstable();
    let (begin, step) = (milliseconds(now), spread / i32::try_from(audits.len().max(1))?);
    let due = (0..).zip(audits).map(|(place, (id, site))| (site, id, milliseconds(begin + step * place)));
    // Every planner writes in the order of the sites' ids. With different orders, two planners could each wait for a
    // row that the other has locked.
    for (site, id, due_at) in due.collect::<BTreeSet<_>>() {
        match execute!(tx, sql::PUT_DUE, id, site, campaign.id, due_at) {
            0 => result.unfinished += 1,
            _ => result.planned += 1,
        }
    }
    Ok(result)
}
