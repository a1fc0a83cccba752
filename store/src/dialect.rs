//! The statements that the two databases do not share. Keep this file short.

use crate::both::Dialect;

/// `FOR UPDATE SKIP LOCKED` exists only in Postgres; SQLite has one writer and needs none.
macro_rules! with_lock {
    ($before:expr, $after:expr) => {
        Dialect {
            sqlite: concat!($before, $after),
            postgres: concat!($before, " FOR UPDATE SKIP LOCKED", $after),
        }
    };
}

/// SQLite must take its write lock before it reads, or another writer makes the transaction fail half-way.
pub const BEGIN: Dialect = Dialect { sqlite: "BEGIN IMMEDIATE", postgres: "BEGIN" };

/// A lease that ran out is due again. $1 now.
pub const EXPIRE: Dialect = with_lock!(
    "WITH stale AS MATERIALIZED (
        SELECT id FROM audit WHERE state = 'leased' AND leased_until <= $1",
    ")
    UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL
    WHERE id IN (SELECT id FROM stale)"
);

/// Takes what is due, oldest first. $1 now, $2 owner, $3 until, $4 at most.
pub const LEASE: Dialect = with_lock!(
    "WITH taken AS MATERIALIZED (
        SELECT id FROM audit WHERE state = 'due' AND due_at <= $1 ORDER BY due_at, id LIMIT $4",
    ")
    UPDATE audit SET state = 'leased', owner = $2, leased_until = $3, attempt = attempt + 1
    WHERE id IN (SELECT id FROM taken)
    RETURNING id"
);

pub const VERSION: Dialect =
    Dialect { sqlite: "SELECT 'SQLite ' || sqlite_version()", postgres: "SELECT version()" };

const ALL: [Dialect; 3] = [EXPIRE, LEASE, VERSION];
pub const SQLITE: [&str; ALL.len()] = [EXPIRE.sqlite, LEASE.sqlite, VERSION.sqlite];
pub const POSTGRES: [&str; ALL.len()] = [EXPIRE.postgres, LEASE.postgres, VERSION.postgres];
