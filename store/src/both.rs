//! A value of either database, and macros that run an expression on the database in use.

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

#[derive(Debug, Clone, Copy)]
pub enum Both<S, P> {
    Sqlite(S),
    Postgres(P),
}

pub type Pool = Both<SqlitePool, PgPool>;
pub type Open = Both<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// A statement that is written differently for each database.
#[derive(Debug, Clone, Copy)]
pub struct Dialect {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl<S, P> Both<S, P> {
    pub fn pick(&self, dialect: Dialect) -> &'static str {
        match self {
            Self::Sqlite(_) => dialect.sqlite,
            Self::Postgres(_) => dialect.postgres,
        }
    }
}

/// Compiles the expression twice, once for each driver, so that both are type-checked.
macro_rules! on {
    ($both:expr, |$db:ident| $body:expr) => {
        match $both {
            crate::both::Both::Sqlite($db) => $body,
            crate::both::Both::Postgres($db) => $body,
        }
    };
}

/// Runs a statement in a transaction. Gives the number of rows that it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        crate::both::on!($tx, |db| {
            sqlx::query(sql)$(.bind($bind))*.execute(&mut **db).await?.rows_affected()
        })
    }};
}

/// Runs a statement in a transaction. Gives all its rows.
macro_rules! rows {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        crate::both::on!($tx, |db| sqlx::query_as(sql)$(.bind($bind))*.fetch_all(&mut **db).await?)
    }};
}

/// Runs a statement that only reads. Gives all its rows.
macro_rules! read {
    ($store:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        crate::both::on!(&$store.read, |db| sqlx::query_as(sql)$(.bind($bind))*.fetch_all(db).await?)
    }};
}

/// Runs a statement that only reads. Gives its row, if there is one.
macro_rules! read_one {
    ($store:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        crate::both::on!(&$store.read, |db| sqlx::query_as(sql)$(.bind($bind))*.fetch_optional(db).await?)
    }};
}

pub(crate) use {execute, on, read, read_one, rows};
