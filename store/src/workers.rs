//! Programs that take audits, as they tell of themselves, and the pace of all of them. Shown, never relied on.

use crate::both::{execute, read, read_one};
use crate::id::milliseconds;
use crate::open::commit;
use crate::statements as sql;
use crate::text::{CODE, NAME, clean};
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx::FromRow;

/// The state of a program, told again and again.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Worker {
    /// Its owner's name in leases.
    pub name: String,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Name and version.
    pub program: String,
    /// Sites it takes at once.
    pub width: i64,
    pub running: i64,
    /// Recorded since it started.
    pub sites: i64,
    pub pages: i64,
    pub browsers: i64,
    /// Bytes that all its browsers take.
    pub browser_bytes: i64,
    /// As the database counts them; not told by the program.
    #[sqlx(default)]
    pub leases: i64,
}

/// The number of audits recorded in a time.
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

    /// A program that ends takes its name off the list.
    pub async fn drop_worker(&self, name: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        execute!(&mut tx, sql::DROP_WORKER, clean(name, NAME));
        commit(tx).await
    }

    /// Removes workers that have not reported since then.
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
