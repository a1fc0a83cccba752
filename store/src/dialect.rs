//! The statements that the two databases do not share. Keep this file short.

use crate::{both::Dialect, statements::blame};

/// `FOR UPDATE SKIP LOCKED` exists only in Postgres; SQLite has one writer and needs none.
macro_rules! with_lock {
    ($before:expr, $($after:expr),+) => {
        Dialect {
            sqlite: concat!($before, $($after),+),
            postgres: concat!($before, " FOR UPDATE SKIP LOCKED", $($after),+),
        }
    };
}

/// SQLite must take its write lock before it reads, or another writer makes the transaction fail half-way.
pub const BEGIN: Dialect = Dialect { sqlite: "BEGIN IMMEDIATE", postgres: "BEGIN" };

/// A lease of another that ran out, or that a wrong clock gave for longer than $3, is due again; one's own are
/// renewed, however the clock was moved. $1 now, $2 owner.
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

/// Takes what is due, oldest first: of each server the first, if nobody is there and it does not rest.
/// A rest beyond $5 comes from a wrong clock. $1 now, $2 owner, $3 until, $4 at most, $6 1 for suspects only, 0 for none.
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

/// Wakes the programs of other machines that wait for work; on one machine they ask again soon.
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
