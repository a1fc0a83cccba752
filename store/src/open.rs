//! Opens a store: chooses the database by its address, opens its connections and runs its migrations.

use crate::{
    Error, Result,
    both::{Both, Open, Pool, on},
    dialect,
    redacted::redacted,
    statements::NEXT_REVISION,
};
use sqlx::{
    ConnectOptions, Connection, Executor, SqlitePool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{fmt, str::FromStr, time::Duration};

pub(crate) static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
pub(crate) static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

/// Longest wait for a free connection, and for another writer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Number of further attempts if another program creates the same SQLite file at the same time.
const RETRIES: u32 = 20;
const RETRY_AFTER: Duration = Duration::from_millis(50);
/// Number of connections to SQLite that only read.
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;
/// Settings of each Postgres session. A program that stops in the middle of a transaction (a frozen machine, an
/// unplugged cable) must not lock its rows for long: after 15 seconds the server undoes its changes, and they can be
/// made again. `jit` is off, because compiling a query takes longer than running any of our queries.
const OF_SESSION: &str = "SET idle_in_transaction_session_timeout = '15s'; SET jit = off";

/// The database. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) read: Pool,
    /// Connections that write. For SQLite it is only one, because SQLite allows one writer at a time, and the pool
    /// serves waiting writers in their order.
    pub(crate) write: Pool,
    shown: String,
}

pub(crate) enum Address {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Store {
    /// Opens `sqlite:FILE` or `postgres://…`, and runs its migrations. A missing file is created, readable only by its
    /// owner.
    pub async fn open(url: &str) -> Result<Self> {
        if let Address::Sqlite(options) = address(url)? {
            crate::private::make(options.get_filename()).map_err(|error| Error::unreachable(url, &error))?;
        }
        Self::open_existing(url).await
    }

    /// Opens a database as [`Self::open`] does. A missing SQLite file is an error, because its disk may not be mounted.
    pub async fn open_existing(url: &str) -> Result<Self> {
        if let Address::Sqlite(options) = address(url)?
            && !options.get_filename().exists()
        {
            return Err(Error::Missing { file: options.get_filename().to_owned() });
        }
        let store = Self::migrated(url).await?;
        store.fill_declared().await?;
        Ok(store)
    }

    async fn migrated(url: &str) -> Result<Self> {
        let shown = redacted(url);
        let unreachable =
            |error: sqlx::Error| Error::Unreachable { url: redacted(url), reason: reason(&error) };
        match address(url)? {
            Address::Sqlite(options) => {
                let write = connect_sqlite(&options).await.map_err(unreachable)?;
                migrate_sqlite(&write).await?;
                let read = sqlite_pool(READERS).connect_lazy_with(options.read_only(true));
                Ok(Self { read: Both::Sqlite(read), write: Both::Sqlite(write), shown })
            }
            Address::Postgres(options) => {
                // A pool would try again until its timeout. This connection reports at once that the database is down.
                sqlx::PgConnection::connect_with(&options).await.map_err(unreachable)?.close().await?;
                let pool = postgres_pool().connect_with(options).await.map_err(unreachable)?;
                POSTGRES.run(&pool).await.map_err(migration)?;
                Ok(Self { read: Both::Postgres(pool.clone()), write: Both::Postgres(pool), shown })
            }
        }
    }

    /// Whether the database is a file, so that all programs that use it run on one machine.
    pub fn is_a_file(&self) -> bool {
        matches!(self.write, Both::Sqlite(_))
    }

    /// Waits until running operations have ended and closes the connections.
    pub async fn close(&self) {
        on!(&self.read, |db| db.close().await);
        on!(&self.write, |db| db.close().await);
    }

    /// Begins a transaction that may read and then write. If it is dropped without [`commit`], nothing is changed.
    pub(crate) async fn begin(&self) -> Result<Open> {
        let begin = self.write.pick(dialect::BEGIN);
        Ok(match &self.write {
            Both::Sqlite(db) => Both::Sqlite(db.begin_with(begin).await?),
            Both::Postgres(db) => Both::Postgres(db.begin_with(begin).await?),
        })
    }
}

/// Connects to SQLite. The first program that opens a new file switches it to WAL (write-ahead log). Meanwhile SQLite
/// reports an error to other programs instead of letting them wait, so they try again.
async fn connect_sqlite(options: &SqliteConnectOptions) -> sqlx::Result<SqlitePool> {
    let mut outcome = sqlite_pool(1).connect_with(options.clone()).await;
    for _ in 0..RETRIES {
        match &outcome {
            Err(sqlx::Error::Database(error)) if error.message().contains("locked") => {}
            _ => break,
        }
        tokio::time::sleep(RETRY_AFTER).await;
        outcome = sqlite_pool(1).connect_with(options.clone()).await;
    }
    outcome
}

/// Migrates a SQLite database. Two programs that open a new file at once both begin to migrate it, because SQLite has
/// no lock around several migrations. The slower one fails, tries again, and finds the migrations done.
async fn migrate_sqlite(pool: &SqlitePool) -> Result<()> {
    let mut outcome = SQLITE.run(pool).await;
    for _ in 0..RETRIES {
        if !matches!(outcome, Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..))) {
            break;
        }
        tokio::time::sleep(RETRY_AFTER).await;
        outcome = SQLITE.run(pool).await;
    }
    outcome.map_err(migration)
}

pub(crate) async fn commit(tx: Open) -> Result<()> {
    on!(tx, |db| db.commit().await?);
    Ok(())
}

/// Takes the next revision. Other transactions that need one wait until this transaction ends.
pub(crate) async fn next_revision(tx: &mut Open) -> Result<i64> {
    Ok(on!(tx, |db| sqlx::query_scalar(NEXT_REVISION).fetch_one(&mut **db).await?))
}

/// A pool that gives no connection with an open transaction. If the disk is full, SQLite rolls a transaction back by
/// itself. The driver's own rollback then fails, and it still counts the transaction as open. No transaction can begin
/// on such a connection, so it is closed and another one is opened.
fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
}

fn postgres_pool() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| Box::pin(async { connection.execute(OF_SESSION).await.map(drop) }))
}

pub(crate) fn address(url: &str) -> Result<Address> {
    let unreadable = |error: sqlx::Error| Error::Unreachable { url: redacted(url), reason: reason(&error) };
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let options = PgConnectOptions::from_str(url).map_err(unreadable)?;
        // The driver would log slow statements. They do not belong into the log of a service.
        return Ok(Address::Postgres(options.disable_statement_logging()));
    }
    if !url.starts_with("sqlite:") {
        return Err(Error::UnknownScheme { url: redacted(url) });
    }
    if url.contains(":memory:") || url.contains("mode=memory") || url.trim_end_matches('/') == "sqlite:" {
        return Err(Error::NotKept { url: redacted(url) });
    }
    let options = SqliteConnectOptions::from_str(url).map_err(unreadable)?;
    Ok(Address::Sqlite(
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .foreign_keys(true)
            .disable_statement_logging(),
    ))
}

pub(crate) fn migration(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(version) => Error::Newer { version },
        error => Error::Migration(error),
    }
}

/// Text of the innermost cause, which is the most precise one.
pub(crate) fn reason(error: &sqlx::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::tests::postgres::Postgres;
    use tokio::time::timeout;

    #[tokio::test]
    async fn who_stands_still_in_a_transaction_holds_nobody_up_for_long() {
        let postgres = Postgres::start().unwrap();
        let url = postgres.database().unwrap();
        let (frozen, other) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
        let mut never_ended = frozen.begin().await.unwrap();
        let taken = next_revision(&mut never_ended).await.unwrap();
        let Both::Postgres(frozen) = &mut never_ended else { panic!("a Postgres address opens Postgres") };
        let lasts = sqlx::query_scalar("SHOW idle_in_transaction_session_timeout");
        let lasts: String = lasts.fetch_one(&mut **frozen).await.unwrap();
        assert_eq!(lasts, "15s");
        let jit: String = sqlx::query_scalar("SHOW jit").fetch_one(&mut **frozen).await.unwrap();
        assert_eq!(jit, "off");
        frozen.execute("SET LOCAL idle_in_transaction_session_timeout = '50ms'").await.unwrap();

        let mut tx = other.begin().await.unwrap();
        let next = timeout(Duration::from_secs(60), next_revision(&mut tx)).await;
        assert_eq!(
            next.expect("it waits for the frozen one").unwrap(),
            taken,
            "uncommitted changes are undone"
        );
        let error = next_revision(&mut never_ended).await.unwrap_err();
        assert!(error.may_pass(), "it may be done again: {error}");
    }

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://ann:secret@db.example/x", "postgres://ann:***@db.example/x"),
            ("postgres://ann:se:cr@et@db.example/x?a=1", "postgres://ann:***@db.example/x?a=1"),
            (
                "postgres://ann@db.example/x?password=secret&b=2",
                "postgres://ann@db.example/x?password=***&b=2",
            ),
            ("postgres://db.example/x?sslPassword=secret", "postgres://db.example/x?sslPassword=***"),
            ("mysql://ann:secret@db.example", "mysql://ann:***@db.example"),
            ("sqlite:/var/lib/x.db", "sqlite:/var/lib/x.db"),
        ] {
            assert_eq!(redacted(url), shown);
        }
    }

    #[test]
    fn a_password_with_a_question_mark_is_not_shown_either() {
        assert!(!redacted("postgres://ann:se?cret@db.example/x").contains("cret"));
    }
}
