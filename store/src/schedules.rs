//! Campaigns as people steer them, and what is remembered of the schedules that begin them.

use crate::both::{execute, read};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{NAME, clean};
use crate::wake::wake;
use crate::{Result, Store};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::FromRow;
use uuid::Uuid;

/// Machines that set their clocks by a server agree better than this.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);

/// A schedule that was seen in a configuration.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Schedule {
    pub name: String,
    /// Appointments before are not made up for.
    pub since: DateTime<Utc>,
    pub paused_at: Option<DateTime<Utc>>,
    /// The last appointment that was planned, of those that have come.
    pub last_for: Option<DateTime<Utc>>,
    /// One that has not come yet and was planned all the same: the clock was ahead then.
    pub ahead: Option<DateTime<Utc>>,
    /// An audit of one of its campaigns is still to be made.
    pub unfinished: bool,
}

/// A campaign and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CampaignState {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub label: String,
    pub pages: i64,
    pub schedule: Option<String>,
    pub scheduled_for: Option<DateTime<Utc>>,
    pub paused_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Audits dropped by the cancellation.
    pub cancelled: i64,
    pub due: i64,
    pub running: i64,
    pub evaluated: i64,
    pub not_evaluated: i64,
    pub pages_audited: i64,
    /// When the last audit was recorded.
    pub recorded_at: Option<DateTime<Utc>>,
    /// When the last audit that waits may begin.
    pub last_due_at: Option<DateTime<Utc>>,
}

impl CampaignState {
    pub fn is_finished(&self) -> bool {
        self.due + self.running == 0
    }
}

impl Store {
    /// The last campaigns, newest first.
    pub async fn campaigns(&self, limit: u32) -> Result<Vec<CampaignState>> {
        Ok(read!(self, sql::CAMPAIGNS, i64::from(limit)))
    }

    /// No more audits of it are taken; those under way are finished. `false` when it was paused or cancelled.
    pub async fn pause_campaign(&self, campaign: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let paused = execute!(&mut tx, sql::PAUSE_CAMPAIGN, campaign, milliseconds(now));
        commit(tx).await?;
        Ok(paused == 1)
    }

    /// `false` when it was not paused.
    pub async fn resume_campaign(&self, campaign: Uuid) -> Result<bool> {
        let mut tx = self.begin().await?;
        let resumed = execute!(&mut tx, sql::RESUME_CAMPAIGN, campaign);
        wake(&mut tx, self).await?;
        commit(tx).await?;
        Ok(resumed == 1)
    }

    /// Drops what is not recorded, audits under way included; what is recorded stays. Gives how many were dropped.
    pub async fn cancel_campaign(&self, campaign: Uuid, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let dropped = execute!(&mut tx, sql::CANCEL_AUDITS, campaign);
        let count = i64::try_from(dropped)?;
        execute!(&mut tx, sql::CANCEL_CAMPAIGN, campaign, milliseconds(now), count);
        commit(tx).await?;
        Ok(dropped)
    }

    /// Remembers since when a schedule is known; told again, it changes nothing.
    pub async fn know_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::KNOW_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await
    }

    pub async fn schedules(&self, now: DateTime<Utc>) -> Result<Vec<Schedule>> {
        Ok(read!(self, sql::SCHEDULES, milliseconds(now)))
    }

    /// Audits that a clock which was ahead put into the future are due now. Gives how many there were.
    pub async fn back_from_the_future(&self, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let now = milliseconds(now);
        let mended = execute!(&mut tx, sql::DUE_NOW, now, now + CLOCKS_DIFFER);
        commit(tx).await?;
        Ok(mended)
    }

    /// It begins no campaign any more. `false` when it was paused already or is not known.
    pub async fn pause_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let paused = execute!(&mut tx, sql::PAUSE_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await?;
        Ok(paused == 1)
    }

    /// Appointments that passed while it was paused are not made up for. `false` when it was not paused.
    pub async fn resume_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let resumed = execute!(&mut tx, sql::RESUME_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await?;
        Ok(resumed == 1)
    }
}
