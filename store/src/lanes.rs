//! Lanes: no server gets two audits at once, nor one right after another, whichever programs make them.

use crate::both::{execute, rows};
use crate::id::milliseconds;
use crate::leases::{LONGEST_REST, Lease, REST};
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The answer to the wish to visit a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The server is this audit's until it is recorded, given back or goes to another.
    Entered,
    /// Another audit is there, or was a moment ago.
    Busy,
    /// The audit is not held any more.
    LeaseLost,
}

impl Store {
    /// Goes to another server, by its IP address; the one that was visited before rests and is free.
    pub async fn enter_lane(&self, lease: &Lease, address: &str, now: DateTime<Utc>) -> Result<Entry> {
        match self.try_enter(lease, address, now).await {
            // Another entered at the same moment.
            Err(error) if error.is_duplicate() => Ok(Entry::Busy),
            entry => entry,
        }
    }

    async fn try_enter(&self, lease: &Lease, address: &str, now: DateTime<Utc>) -> Result<Entry> {
        let (owner, address) = (clean(&lease.owner, NAME), clean(address, ADDRESS));
        let (attempt, now) = (i64::from(lease.attempt), milliseconds(now));
        let mut tx = self.begin().await?;
        let held: Vec<(Uuid,)> = rows!(&mut tx, sql::IS_HELD, lease.audit, &owner, attempt);
        if held.is_empty() {
            return Ok(Entry::LeaseLost);
        }
        execute!(&mut tx, sql::REST_LANE_OF_AUDIT, lease.audit, now + REST);
        let entered = execute!(
            &mut tx,
            sql::ENTER_LANE,
            lease.audit,
            &owner,
            attempt,
            &address,
            now,
            now + LONGEST_REST
        );
        if entered == 0 {
            return Ok(Entry::Busy);
        }
        commit(tx).await?;
        Ok(Entry::Entered)
    }

    /// Frees the server before the audit ends: the audit waits for another.
    pub async fn leave_lane(&self, lease: &Lease, now: DateTime<Utc>) -> Result<()> {
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::REST_LANE_OF_AUDIT, lease.audit, milliseconds(now) + REST);
        execute!(&mut tx, sql::LEAVE_LANE, lease.audit, owner, attempt);
        commit(tx).await
    }

    /// Leaves a server alone until then: it asked for it.
    pub async fn rest_lane(&self, address: &str, until: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::REST_LANE, clean(address, ADDRESS), milliseconds(until));
        commit(tx).await
    }

    /// Drops what is over, so that the table stays as small as what is under way.
    pub async fn forget_lanes(&self, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let forgotten = execute!(&mut tx, sql::FORGET_LANES, milliseconds(now));
        commit(tx).await?;
        Ok(forgotten)
    }
}
