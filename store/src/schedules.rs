//! Pauses, resumes and cancels campaigns, and keeps the history of the schedules that begin them.

use crate::both::{execute, read};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{NAME, clean};
use crate::wake::wake;
use crate::{Result, Store};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx_macros::FromRow;
use uuid::Uuid;

/// Largest expected difference between the clocks of two machines. Machines that use a time server differ by less.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);

/// A schedule of the configuration and its history.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Schedule {
    pub name: String,
    /// Time since which the schedule is known, or was resumed. Earlier appointments are not made up for.
    pub since: DateTime<Utc>,
    pub paused_at: Option<DateTime<Utc>>,
    /// The last appointment in the past for which a campaign was begun.
    pub last_for: Option<DateTime<Utc>>,
    /// An appointment in the future for which a campaign was begun, because a clock was ahead.
    pub ahead: Option<DateTime<Utc>>,
    /// Whether one of its campaigns has an audit that is not recorded.
    pub unfinished: bool,
}

/// A campaign and its progress.
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
    /// Number of audits dropped when the campaign was cancelled.
    pub cancelled: i64,
    pub due: i64,
    pub running: i64,
    pub evaluated: i64,
    pub not_evaluated: i64,
    pub pages_audited: i64,
    /// Time at which the last audit was recorded.
    pub recorded_at: Option<DateTime<Utc>>,
    /// Time from which the last waiting audit may begin.
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

    /// Pauses a campaign: audits under way are finished, and no others are begun. `false` if it was already paused or
    /// cancelled.
    pub async fn pause_campaign(&self, campaign: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let paused = execute!(&mut tx, sql::PAUSE_CAMPAIGN, campaign, milliseconds(now));
        commit(tx).await?;
        Ok(paused == 1)
    }

    /// Resumes a campaign. `false` if it was not paused.
    pub async fn resume_campaign(&self, campaign: Uuid) -> Result<bool> {
        let mut tx = self.begin().await?;
        let resumed = execute!(&mut tx, sql::RESUME_CAMPAIGN, campaign);
        wake(&mut tx, self).await?;
        commit(tx).await?;
        Ok(resumed == 1)
    }

    /// Cancels a campaign: audits that are not recorded are dropped, even those under way. Recorded audits stay. Gives
    /// the number of dropped audits.
    pub async fn cancel_campaign(&self, campaign: Uuid, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let dropped = execute!(&mut tx, sql::CANCEL_AUDITS, campaign);
        let count = i64::try_from(dropped)?;
        execute!(&mut tx, sql::CANCEL_CAMPAIGN, campaign, milliseconds(now), count);
        commit(tx).await?;
        Ok(dropped)
    }

    /// Notes that a schedule is known from now on. A repeated call changes nothing.
    pub async fn know_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::KNOW_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await
    }

    pub async fn schedules(&self, now: DateTime<Utc>) -> Result<Vec<Schedule>> {
        Ok(read!(self, sql::SCHEDULES, milliseconds(now)))
    }

    /// Makes audits due now that were planned for the future by a clock that was ahead. Gives their number.
    pub async fn back_from_the_future(&self, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let now = milliseconds(now);
        let mended = execute!(&mut tx, sql::DUE_NOW, now, now + CLOCKS_DIFFER);
        commit(tx).await?;
        Ok(mended)
    }

    /// Pauses a schedule: it begins no campaigns. `false` if it was already paused, or is not known.
    pub async fn pause_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let paused = execute!(&mut tx, sql::PAUSE_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await?;
        Ok(paused == 1)
    }

    /// Resumes a schedule. Appointments that passed during the pause are not made up for. `false` if it was not paused.
    pub async fn resume_schedule(&self, name: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let resumed = execute!(&mut tx, sql::RESUME_SCHEDULE, clean(name, NAME), milliseconds(now));
        commit(tx).await?;
        Ok(resumed == 1)
    }
}
