//! Campaigns: audits planned together, and how far they are.

use crate::both::{execute, read, read_one, rows};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{NAME, clean};
use crate::{Result, Store, id_at};
use chrono::{DateTime, Utc};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    pub planned: u32,
    /// Sites whose last audit is not finished: they get no second one.
    pub unfinished: u32,
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
        let campaign = Campaign {
            id: id_at(now, format!("{} {} {}", new.seed, new.pages, new.label).as_bytes()),
            created_at: milliseconds(now),
            label: clean(&new.label, NAME),
            seed: new.seed,
            pages: new.pages,
        };
        let mut tx = self.begin().await?;
        execute!(
            &mut tx,
            sql::PUT_CAMPAIGN,
            campaign.id,
            campaign.created_at,
            &campaign.label,
            new.seed.cast_signed(),
            i64::from(new.pages),
        );
        commit(tx).await?;
        Ok(campaign)
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
        let now = milliseconds(now);
        let mut tx = self.begin().await?;
        let [body, member, host_key] = [&selection.body, &selection.member, &selection.host_key]
            .map(|wanted| wanted.as_deref().map(|wanted| clean(wanted, NAME)));
        let sites: Vec<(Uuid,)> = rows!(&mut tx, sql::SELECTED_SITES, body, member, host_key);
        let mut result = Planned { planned: 0, unfinished: 0 };
        for (site,) in sites {
            let id = id_at(now, &[campaign.id.as_bytes().as_slice(), site.as_bytes()].concat());
            match execute!(&mut tx, sql::PUT_DUE, id, site, campaign.id, now) {
                0 => result.unfinished += 1,
                _ => result.planned += 1,
            }
        }
        commit(tx).await?;
        Ok(result)
    }

    /// Of one campaign, or of all.
    pub async fn progress(&self, campaign: Option<Uuid>, now: DateTime<Utc>) -> Result<Progress> {
        let row: Option<Progress> = read_one!(self, sql::PROGRESS, campaign, now);
        row.ok_or(crate::Error::Database(sqlx::Error::RowNotFound))
    }
}
