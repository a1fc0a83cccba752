//! The reports of workers about themselves, and the pace of all together. For display, and to find silent workers.

use crate::both::{execute, read, read_one};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx_macros::FromRow;

/// The state of a worker, which it reports at regular intervals.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Worker {
    /// Name of the worker as the owner of leases: `machine/pid/start`.
    pub name: String,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Name and version of the program.
    pub program: String,
    /// Largest number of sites that the worker audits at once.
    pub width: i64,
    pub running: i64,
    /// Number of audits that the worker has recorded since it started.
    pub sites: i64,
    pub pages: i64,
    pub browsers: i64,
    /// Memory of all browsers of the worker together, in bytes.
    pub browser_bytes: i64,
    /// Number of leases of the worker. The database counts them; the worker does not report them.
    #[sqlx(default)]
    pub leases: i64,
}

/// Numbers of audits and pages recorded in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Pace {
    pub sites: i64,
    pub pages: i64,
    /// Time at which the first of these audits was recorded.
    pub first_at: Option<DateTime<Utc>>,
}

impl Store {
    pub async fn tell_of_worker(&self, worker: &Worker) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(
            &mut tx,
            sql::PUT_WORKER,
            clean(&worker.name, NAME),
            milliseconds(worker.started_at),
            milliseconds(worker.seen_at),
            clean(&worker.program, CODE),
            worker.width,
            worker.running,
            worker.sites,
            worker.pages,
            worker.browsers,
            worker.browser_bytes,
        );
        commit(tx).await
    }

    pub async fn workers(&self) -> Result<Vec<Worker>> {
        Ok(read!(self, sql::WORKERS))
    }

    /// Removes a worker from the list, when it ends.
    pub async fn drop_worker(&self, name: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::DROP_WORKER, clean(name, NAME));
        commit(tx).await
    }

    /// Removes workers that have not reported since the given time.
    pub async fn forget_workers(&self, before: DateTime<Utc>) -> Result<u64> {
        let mut tx = self.begin().await?;
        let forgotten = execute!(&mut tx, sql::FORGET_WORKERS, milliseconds(before));
        commit(tx).await?;
        Ok(forgotten)
    }

    pub async fn pace(&self, since: DateTime<Utc>) -> Result<Pace> {
        let row: Option<Pace> = read_one!(self, sql::PACE, milliseconds(since));
        row.ok_or(crate::Error::Database(sqlx::Error::RowNotFound))
    }
}
