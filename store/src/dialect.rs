//! Statements that must be written differently for the two databases. Keep this file short.

use crate::{both::Dialect, statements::blame};

/// `FOR UPDATE SKIP LOCKED` exists only in Postgres. SQLite needs none, because it has one writer at a time.
macro_rules! with_lock {
    ($before:expr, $($after:expr),+) => {
        Dialect {
            sqlite: concat!($before, $($after),+),
            postgres: concat!($before, " FOR UPDATE SKIP LOCKED", $($after),+),
        }
    };
}

/// SQLite must take its write lock before it reads. Otherwise another writer can make the transaction fail after its
/// first reads.
pub const BEGIN: Dialect = Dialect { sqlite: "BEGIN IMMEDIATE", postgres: "BEGIN" };

/// Makes audits due again whose lease ran out, or lasts beyond $3, because a wrong clock gave it. Leases of the owner
/// that asks are left out, because it renews them itself. $1 now, $2 owner that asks.
pub const EXPIRE: Dialect = with_lock!(
    "WITH stale AS MATERIALIZED (
        SELECT id FROM audit
        WHERE state = 'leased' AND (leased_until <= $1 OR leased_until > $3) AND owner <> $2",
    ")
    UPDATE audit SET state = 'due', owner = NULL, leased_until = NULL, ",
    blame!(),
    "
    WHERE id IN (SELECT id FROM stale)"
);

/// Leases due audits, oldest first: at most one for each server, and only if no other audit visits the server and the
/// server does not rest. A rest beyond $5 comes from a wrong clock and does not count. $1 now, $2 owner, $3 end of the
/// lease, $4 largest number of audits, $6 1 to lease only suspects, 0 to lease none.
pub const LEASE: Dialect = with_lock!(
    "WITH taken AS MATERIALIZED (
        SELECT a.id FROM audit a
        WHERE a.state = 'due' AND a.due_at <= $1 AND a.suspect = $6
          AND a.campaign_id NOT IN (SELECT c.id FROM campaign c WHERE c.paused_at IS NOT NULL)
          AND NOT EXISTS (
            SELECT 1 FROM audit o WHERE o.lane = a.lane AND o.state = 'due' AND o.suspect = $6
              AND (o.due_at, o.id) < (a.due_at, a.id)
              AND o.campaign_id NOT IN (SELECT c.id FROM campaign c WHERE c.paused_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM audit o WHERE o.lane = a.lane AND o.state = 'leased')
          AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.address = a.lane AND l.open_at > $1 AND l.open_at <= $5)
        ORDER BY a.due_at, a.id LIMIT $4",
    ")
    UPDATE audit SET state = 'leased', owner = $2, leased_until = $3, attempt = attempt + 1
    WHERE id IN (SELECT id FROM taken)
    RETURNING id"
);

/// Wakes workers on other machines. With SQLite all workers are on one machine and ask again soon, so nothing is done.
pub const WAKE: Dialect =
    Dialect { sqlite: "SELECT 1", postgres: "SELECT pg_notify('observatoire_due', '')" };

pub const VERSION: Dialect =
    Dialect { sqlite: "SELECT 'SQLite ' || sqlite_version()", postgres: "SELECT version()" };

/// The database's own time, which programs on several machines share.
pub const TIME: Dialect = Dialect {
    sqlite: "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
    postgres: "SELECT clock_timestamp()",
};

const ALL: [Dialect; 5] = [EXPIRE, LEASE, WAKE, TIME, VERSION];
pub const SQLITE: [&str; ALL.len()] = [EXPIRE.sqlite, LEASE.sqlite, WAKE.sqlite, TIME.sqlite, VERSION.sqlite];
pub const POSTGRES: [&str; ALL.len()] =
    [EXPIRE.postgres, LEASE.postgres, WAKE.postgres, TIME.postgres, VERSION.postgres];
