//! Programs that take audits, as they report themselves, and the common pace. For display only: nothing relies on it.

use crate::both::{execute, read, read_one};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx_macros::FromRow;

/// State of a program, which it reports at regular intervals.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Worker {
    /// Name of the program as the owner of leases.
    pub name: String,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Name and version of the program.
    pub program: String,
    /// Largest number of sites that it audits at once.
    pub width: i64,
    pub running: i64,
    /// Number of audits it has recorded since it started.
    pub sites: i64,
    pub pages: i64,
    pub browsers: i64,
    /// Memory of all its browsers together, in bytes.
    pub browser_bytes: i64,
    /// Number of its leases. The database counts them; the program does not report them.
    #[sqlx(default)]
    pub leases: i64,
}

/// Number of audits recorded in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Pace {
    pub sites: i64,
    pub pages: i64,
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

    /// Removes a program from the list, when it ends.
    pub async fn drop_worker(&self, name: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::DROP_WORKER, clean(name, NAME));
        commit(tx).await
    }

    /// Removes programs that have not reported since then.
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
