//! Both databases have the same migrations and tables, and understand all statements.

use crate::support::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr};
use std::collections::BTreeSet;
use std::path::Path;
use store::all_statements::{POSTGRES, SHARED, SQLITE};

fn shared() -> impl Iterator<Item = &'static str> {
    SHARED.iter().copied().flatten().map(|(_, statement)| *statement)
}

/// Prepares every statement, as the macro `query!` would do at compile time.
#[tokio::test]
async fn sqlite_understands_every_statement() {
    let database = Database::sqlite();
    database.open().await;
    let mut connection = sqlx::SqliteConnection::connect(&database.url).await.unwrap();
    for statement in shared().chain(SQLITE) {
        let prepared = connection.prepare(statement.into_sql_str()).await;
        assert!(prepared.is_ok(), "{statement}\n{:?}", prepared.err());
    }
}

#[tokio::test]
async fn postgres_understands_every_statement() {
    let database = Database::postgres();
    database.open().await;
    let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
    for statement in shared().chain(POSTGRES) {
        let prepared = connection.prepare(statement.into_sql_str()).await;
        assert!(prepared.is_ok(), "{statement}\n{:?}", prepared.err());
    }
}

#[test]
fn statements_stand_nowhere_else() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![sources.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&sources).unwrap().display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("statements") && name != "dialect.rs" {
                let source = std::fs::read_to_string(&path).unwrap();
                for word in ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"] {
                    assert!(!source.contains(word), "{name} holds a statement of its own: {word}");
                }
            }
        }
    }
}

#[test]
fn both_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(folder);
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[tokio::test]
async fn both_have_the_same_columns_and_indexes() {
    let sqlite = sqlite_shape().await;
    let postgres = postgres_shape().await;
    assert!(sqlite.len() > 90, "the shape was read: {sqlite:?}");
    assert_eq!(sqlite, postgres);
}

type Shape = BTreeSet<(String, String, bool)>;

/// Tables with their columns and whether each is required, and tables with their indexes and whether each is unique.
async fn sqlite_shape() -> Shape {
    let database = Database::sqlite();
    database.open().await;
    let mut connection = sqlx::SqliteConnection::connect(&database.url).await.unwrap();
    let mut shape = Shape::new();
    for statement in [
        "SELECT t.name, c.name, c.\"notnull\" = 1 FROM sqlite_master t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '_sqlx%'",
        "SELECT t.name, 'index ' || i.name, i.\"unique\" = 1 FROM sqlite_master t, pragma_index_list(t.name) i
         WHERE t.type = 'table' AND t.name NOT LIKE '_sqlx%' AND i.origin = 'c'",
    ] {
        let rows: Vec<(String, String, bool)> =
            sqlx::query_as(AssertSqlSafe(statement)).fetch_all(&mut connection).await.unwrap();
        shape.extend(rows);
    }
    shape
}

async fn postgres_shape() -> Shape {
    let database = Database::postgres();
    database.open().await;
    let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
    let mut shape = Shape::new();
    for statement in [
        "SELECT table_name::text, column_name::text, is_nullable = 'NO' FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
        "SELECT t.relname::text, 'index ' || i.relname, x.indisunique FROM pg_index x
         JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
         JOIN pg_namespace n ON n.oid = t.relnamespace
         LEFT JOIN pg_constraint c ON c.conindid = i.oid
         WHERE n.nspname = 'public' AND c.oid IS NULL AND t.relname NOT LIKE '\\_sqlx%'",
    ] {
        let rows: Vec<(String, String, bool)> =
            sqlx::query_as(AssertSqlSafe(statement)).fetch_all(&mut connection).await.unwrap();
        shape.extend(rows);
    }
    shape
}
