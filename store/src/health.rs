//! Checks the state of a database without changing it, for the command `doctor`.

use crate::both::{Both, Pool, on};
use crate::open::{Address, POSTGRES, SQLITE, address, migration, reason};
use crate::redacted::redacted;
use crate::{Error, Result, Store, dialect};
use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::{postgres::PgPoolOptions, sqlite::SqlitePoolOptions};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Product and version, as the database names itself. `None` if the database file does not exist.
    pub server: Option<String>,
    /// Number of the last migration of the database. `None` if the database is empty.
    pub migrated_to: Option<i64>,
    /// Number of the last migration that this program knows.
    pub newest: i64,
}

impl Health {
    /// Whether the database has the newest migration, so that opening it changes nothing.
    pub fn is_current(&self) -> bool {
        self.migrated_to == Some(self.newest)
    }
}

impl Store {
    /// Checks whether `url` can be reached and is migrated. Creates no file and runs no migration.
    pub async fn check(url: &str) -> Result<Health> {
        let unreachable =
            |error: sqlx::Error| Error::Unreachable { url: redacted(url), reason: reason(&error) };
        let (pool, migrator): (Pool, &Migrator) = match address(url)? {
            Address::Sqlite(options) => {
                if !options.get_filename().exists() {
                    return Ok(Health { server: None, migrated_to: None, newest: newest(&SQLITE) });
                }
                let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await;
                (Both::Sqlite(pool.map_err(unreachable)?), &SQLITE)
            }
            Address::Postgres(options) => {
                sqlx::Connection::close(
                    <sqlx::PgConnection as sqlx::Connection>::connect_with(&options)
                        .await
                        .map_err(unreachable)?,
                )
                .await?;
                let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await;
                (Both::Postgres(pool.map_err(unreachable)?), &POSTGRES)
            }
        };
        let health = examine(&pool, migrator).await;
        on!(&pool, |db| db.close().await);
        health
    }
}

async fn examine(pool: &Pool, migrator: &Migrator) -> Result<Health> {
    let version = pool.pick(dialect::VERSION);
    let server: String = on!(pool, |db| sqlx::query_scalar(version).fetch_one(db).await?);
    let applied = on!(pool, |db| {
        let mut connection = db.acquire().await?;
        connection.list_applied_migrations(&migrator.table_name).await
    });
    let migrated_to = match applied {
        Ok(applied) => applied.iter().map(|migration| migration.version).max(),
        // An empty database has no table of migrations.
        Err(MigrateError::Execute(_)) => None,
        Err(error) => return Err(migration(error)),
    };
    let newest = newest(migrator);
    match migrated_to {
        Some(version) if version > newest => Err(Error::Newer { version }),
        _ => Ok(Health { server: Some(server), migrated_to, newest }),
    }
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}
