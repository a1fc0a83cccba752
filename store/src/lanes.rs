//! Lanes: reservations of servers, so that two audits, of whichever workers, never visit a server at once, and the
//! server rests between them.

use crate::both::{execute, rows};
use crate::id::milliseconds;
use crate::leases::{LONGEST_REST, Lease, REST};
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Answer to a request to visit a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The server is reserved for this audit until the audit is recorded, is given back or moves to another server.
    Entered,
    /// Another audit visits the server, or the server rests after a visit.
    Busy,
    /// The lease on the audit was lost.
    LeaseLost,
}

impl Store {
    /// Reserves a server, given by its IP address, for an audit. The server that the audit had reserved before is freed
    /// and rests.
    pub async fn enter_lane(&self, lease: &Lease, address: &str, now: DateTime<Utc>) -> Result<Entry> {
        match self.try_enter(lease, address, now).await {
            // Another audit reserved the server at the same moment.
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

    /// Frees the server of an audit before the audit ends, because the audit waits for another server.
    pub async fn leave_lane(&self, lease: &Lease, now: DateTime<Utc>) -> Result<()> {
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::REST_LANE_OF_AUDIT, lease.audit, milliseconds(now) + REST);
        execute!(&mut tx, sql::LEAVE_LANE, lease.audit, owner, attempt);
        commit(tx).await
    }

    /// Lets a server rest until the given time, because the server asked for it.
    pub async fn rest_lane(&self, address: &str, until: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::REST_LANE, clean(address, ADDRESS), milliseconds(until));
        commit(tx).await
    }

    /// Deletes the rests that are over, so that the table stays small.
    pub async fn forget_lanes(&self, now: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let forgotten = execute!(&mut tx, sql::FORGET_LANES, milliseconds(now));
        commit(tx).await?;
        Ok(forgotten)
    }
}
