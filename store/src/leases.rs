//! Leases: the owner of each audit under way, and the time until which it holds the audit. If a worker dies, other
//! workers take over its audits, and only time is lost.

use crate::both::{execute, on, read, rows};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{ADDRESS, NAME, clean};
use crate::wake::wake;
use crate::{Result, Store, dialect};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx_macros::FromRow;
use uuid::Uuid;

/// Number of attempts to lease audits if other workers reserve the same servers in the meantime.
const COLLISIONS: u32 = 5;

/// Factor by which a lease must last longer than our own to count as given by a wrong clock.
const TOO_LONG: i32 = 10;

/// Shortest time between the last visit of one audit to a server and the first visit of the next audit.
pub const REST: TimeDelta = TimeDelta::seconds(1);

/// Longest rest of a server. A longer one was written by a program whose clock was wrong.
pub const LONGEST_REST: TimeDelta = TimeDelta::minutes(10);

/// The right to record an audit. It is lost when its time has run out and another worker takes the audit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lease {
    pub audit: Uuid,
    /// `machine/pid/start`, which identifies a process, so that others can find out whether it still runs.
    pub owner: String,
    /// Number of times the audit was begun, this time included.
    pub attempt: u32,
}

/// A leased audit, with all facts that are needed to make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAudit {
    pub lease: Lease,
    pub site: Uuid,
    pub campaign: Uuid,
    pub due_at: DateTime<Utc>,
    pub url: String,
    pub host_key: String,
    /// IP address of the server that is reserved for this audit. `None` if it is not known yet.
    pub lane: Option<String>,
    /// Whether a program may have died because of this audit. It is then worked on alone.
    pub suspect: bool,
    /// Number of programs that died while this was the only audit they worked on.
    pub deaths: u32,
    /// Number of times the audit was [put off](Store::put_off).
    pub put_off: u32,
    pub seed: u64,
    pub pages: u32,
    /// Name of the member to whom the site belongs. If there are several, the first name in alphabetical order.
    pub member_name: Option<String>,
}

/// A process that holds leases.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Owner {
    pub name: String,
    pub leases: i64,
    /// Time at which the last of its leases runs out.
    pub until: DateTime<Utc>,
}

#[derive(FromRow)]
struct DueRow {
    id: Uuid,
    site_id: Uuid,
    campaign_id: Uuid,
    due_at: DateTime<Utc>,
    attempt: i64,
    suspect: i64,
    deaths: i64,
    put_off: i64,
    url: String,
    host_key: String,
    lane: Option<String>,
    seed: i64,
    pages: i64,
    member_name: Option<String>,
}

impl Store {
    /// Leases up to `limit` due audits, oldest first, until the given time. Audits of other owners whose lease ran out
    /// are due again. No audit is given to two owners, and no server to two audits. Suspects are not leased here.
    pub async fn lease(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<DueAudit>> {
        self.lease_of(owner, now, until, limit, false).await
    }

    /// Leases one suspect, to be worked on alone: if the program dies in the meantime, this audit was the cause.
    pub async fn lease_suspect(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<DueAudit>> {
        Ok(self.lease_of(owner, now, until, 1, true).await?.pop())
    }

    async fn lease_of(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
        suspects: bool,
    ) -> Result<Vec<DueAudit>> {
        for _ in 0..COLLISIONS {
            match self.try_lease(owner, now, until, limit, suspects).await {
                // Another worker reserved one of the servers at the same moment. The next attempt leaves that server
                // out.
                Err(error) if error.is_duplicate() => {}
                outcome => return outcome,
            }
        }
        Ok(Vec::new())
    }

    async fn try_lease(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
        suspects: bool,
    ) -> Result<Vec<DueAudit>> {
        let (owner, now, until) = (clean(owner, NAME), milliseconds(now), milliseconds(until));
        let mut tx = self.begin().await?;
        let (expire, lease) = (self.write.pick(dialect::EXPIRE), self.write.pick(dialect::LEASE));
        execute!(&mut tx, expire, now, &owner, until + (until - now) * TOO_LONG);
        let rest = now + LONGEST_REST;
        let taken: Vec<(Uuid,)> =
            rows!(&mut tx, lease, now, &owner, until, i64::from(limit), rest, i64::from(suspects));
        let mut audits = Vec::with_capacity(taken.len());
        for (id,) in taken {
            let row: DueRow =
                on!(&mut tx, |db| sqlx::query_as(sql::DUE_AUDIT).bind(id).fetch_one(&mut **db).await?);
            audits.push(row.audit(&owner)?);
        }
        commit(tx).await?;
        audits.sort_by_key(|audit| (audit.due_at, audit.lease.audit));
        Ok(audits)
    }

    /// Prolongs leases. Gives the audits that the owner still holds. Work on the others must stop.
    pub async fn renew(&self, owner: &str, audits: &[Uuid], until: DateTime<Utc>) -> Result<Vec<Uuid>> {
        let (owner, until) = (clean(owner, NAME), milliseconds(until));
        let mut sorted = audits.to_vec();
        // Every worker locks rows in the same order, so that no two workers wait for each other.
        sorted.sort();
        let mut tx = self.begin().await?;
        let mut held = Vec::with_capacity(audits.len());
        for audit in sorted {
            if execute!(&mut tx, sql::RENEW, audit, &owner, until) == 1 {
                held.push(audit);
            }
        }
        commit(tx).await?;
        Ok(held)
    }

    /// Gives back an audit that was not begun. It is due again at the given time, and the attempt does not count.
    /// `lane` is the IP address of its server, if it is known. `false` if the lease was already lost.
    pub async fn give_back(&self, lease: &Lease, lane: Option<&str>, due_at: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let lane = lane.map(|lane| clean(lane, ADDRESS));
        let given =
            execute!(&mut tx, sql::RELEASE_ONE, lease.audit, owner, attempt, milliseconds(due_at), lane);
        commit(tx).await?;
        Ok(given == 1)
    }

    /// Notes that a step that may kill the program begins (`true`) or has ended. Gives `false` if the lease is lost.
    pub async fn at_risk(&self, lease: &Lease, at_risk: bool) -> Result<bool> {
        let mut tx = self.begin().await?;
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let noted = execute!(&mut tx, sql::AT_RISK, lease.audit, owner, attempt, i64::from(at_risk));
        commit(tx).await?;
        Ok(noted == 1)
    }

    /// Gives back an audit whose task panicked. The audit becomes a suspect, and this counts as a death. `false` if the
    /// lease is lost.
    pub async fn accuse(&self, lease: &Lease) -> Result<bool> {
        let mut tx = self.begin().await?;
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let accused = execute!(&mut tx, sql::ACCUSE, lease.audit, owner, attempt);
        commit(tx).await?;
        Ok(accused == 1)
    }

    /// Postpones an audit that was begun: it is due again at the given time, and the attempt counts. `false` if the
    /// lease is lost.
    pub async fn put_off(&self, lease: &Lease, due_at: DateTime<Utc>) -> Result<bool> {
        let mut tx = self.begin().await?;
        let (owner, attempt) = (clean(&lease.owner, NAME), i64::from(lease.attempt));
        let put_off = execute!(&mut tx, sql::PUT_OFF, lease.audit, owner, attempt, milliseconds(due_at));
        commit(tx).await?;
        Ok(put_off == 1)
    }

    /// Gives back all audits of an owner that stops in an orderly way. Their attempts do not count.
    pub async fn release(&self, owner: &str, now: DateTime<Utc>) -> Result<u64> {
        self.free(owner, sql::RELEASE, now).await
    }

    /// Gives back all audits of a dead process. Those in a step that may have killed it become suspects.
    pub async fn release_dead(&self, owner: &str, now: DateTime<Utc>) -> Result<u64> {
        self.free(owner, sql::RELEASE_DEAD, now).await
    }

    async fn free(&self, owner: &str, release: &'static str, now: DateTime<Utc>) -> Result<u64> {
        let owner = clean(owner, NAME);
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::REST_LANES_OF_OWNER, &owner, milliseconds(now) + REST);
        let released = execute!(&mut tx, release, &owner);
        if released > 0 {
            wake(&mut tx, self).await?;
        }
        commit(tx).await?;
        Ok(released)
    }

    /// All audits that an owner holds according to the database. The owner does not know of them all if the answer to a
    /// request of its was lost.
    pub async fn leased_by(&self, owner: &str) -> Result<Vec<Uuid>> {
        let rows: Vec<(Uuid,)> = read!(self, sql::LEASED_BY, clean(owner, NAME));
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Gives back an audit that the owner holds and does not work on.
    pub async fn disown(&self, owner: &str, audit: Uuid) -> Result<bool> {
        let mut tx = self.begin().await?;
        let disowned = execute!(&mut tx, sql::DISOWN, clean(owner, NAME), audit);
        commit(tx).await?;
        Ok(disowned == 1)
    }

    /// The database's time, which all programs share. It may differ from this machine's time.
    pub async fn time(&self) -> Result<DateTime<Utc>> {
        let time = self.read.pick(dialect::TIME);
        Ok(milliseconds(on!(&self.read, |db| sqlx::query_scalar(time).fetch_one(db).await?)))
    }

    /// All owners of leases, including leases that ran out, so that dead owners can be found.
    pub async fn owners(&self) -> Result<Vec<Owner>> {
        Ok(read!(self, sql::OWNERS))
    }
}

impl DueRow {
    fn audit(self, owner: &str) -> Result<DueAudit> {
        Ok(DueAudit {
            lease: Lease { audit: self.id, owner: owner.to_owned(), attempt: u32::try_from(self.attempt)? },
            site: self.site_id,
            campaign: self.campaign_id,
            due_at: self.due_at,
            url: self.url,
            host_key: self.host_key,
            lane: self.lane,
            suspect: self.suspect != 0,
            deaths: u32::try_from(self.deaths)?,
            put_off: u32::try_from(self.put_off)?,
            seed: self.seed.cast_unsigned(),
            pages: u32::try_from(self.pages)?,
            member_name: self.member_name,
        })
    }
}
