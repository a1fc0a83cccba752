//! Opening databases: new, old, damaged, unreachable, or of a newer program; and the checks of the command `doctor`.

use crate::support::*;
use rules::audit::{AuditOutcome, BROWSER_UNAVAILABLE, PageOutcome};
use rules::statement::StatementCheck;
use sqlx::{AssertSqlSafe, Connection};
use store::{AuditHead, Error, Health, Recorded, Store};

on_both!(
    opened_by_several_at_once,
    the_doctor_changes_nothing,
    a_newer_database_is_left_alone,
    opening_again_keeps_all,
    what_older_audits_declare_is_read_from_their_documents,
    facts_in_columns_of_their_own_are_taken_over,
    a_changed_document_is_not_trusted
);

async fn the_doctor_changes_nothing(database: Database) {
    let before = Store::check(&database.url).await.unwrap();
    assert!(!before.is_current());
    assert_eq!(Store::check(&database.url).await.unwrap(), before);

    database.open().await;
    let Health { server, migrated_to, newest } = Store::check(&database.url).await.unwrap();
    assert_eq!(migrated_to, Some(newest));
    let server = server.expect("a server that answers");
    assert!(server.starts_with("SQLite 3") || server.starts_with("PostgreSQL"), "{server}");
}

async fn a_newer_database_is_left_alone(database: Database) {
    database.open().await.close().await;
    raw(
        &database,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
    )
    .await;
    assert!(matches!(Store::open(&database.url).await, Err(Error::Newer { version: 9999 })));
    assert!(matches!(Store::check(&database.url).await, Err(Error::Newer { version: 9999 })));
}

async fn opened_by_several_at_once(database: Database) {
    let mut programs = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = database.url.clone();
        programs.spawn(async move { Store::open(&url).await.map(|_| ()) });
    }
    for opened in programs.join_all().await {
        assert!(opened.is_ok(), "{opened:?}");
    }
}

async fn opening_again_keeps_all(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    store.close().await;
    assert_eq!(database.open().await.members("", 10).await.unwrap().len(), 3);
}

async fn what_older_audits_declare_is_read_from_their_documents(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    let mut recorded = Vec::new();
    for due in lease(&store, "w/1/0", now(), 3).await {
        let mut audit = audit(&due.host_key, now());
        // The third audit did not look for a statement.
        audit.statement = (recorded.len() < 2).then(looked_for);
        recorded.push(store.record(&due.lease, &audit, &[], &[], now()).await.unwrap());
    }
    let before: Vec<_> = heads(&store, &recorded).await;
    let newest = store.audits_changed_after(0, 10).await.unwrap().last().unwrap().revision;
    store.close().await;

    // The state of the database before the declarations were kept, with one damaged document.
    raw(
        &database,
        "DROP TABLE undeclared;
        DELETE FROM _sqlx_migrations WHERE version = 9;
        UPDATE audit SET facts = '{}'",
    )
    .await;
    let damaged = format!(
        "UPDATE audit_document SET size = 3 WHERE audit_id IN (SELECT id FROM audit WHERE public_id = '{}')",
        recorded[1].public_id
    );
    raw(&database, damaged).await;

    let store = database.open().await;
    let after = heads(&store, &recorded).await;
    assert_eq!(after[0].facts, before[0].facts);
    assert!(before[0].facts.declared.is_some());
    assert!(after[0].revision > newest, "the next publication writes it again");
    assert_eq!((&after[1].facts.declared, after[1].revision), (&None, before[1].revision));
    assert_eq!((&after[2].facts.declared, after[2].revision), (&None, before[2].revision));
    store.close().await;

    let again = heads(&database.open().await, &recorded).await;
    assert_eq!(again, after, "each document is read once");
}

async fn facts_in_columns_of_their_own_are_taken_over(database: Database) {
    let store = database.open().await;
    planned(&store, 3).await;
    let mut recorded = Vec::new();
    for due in lease(&store, "w/1/0", now(), 3).await {
        let mut audit = audit(&due.host_key, now());
        match recorded.len() {
            0 => audit.statement = Some(looked_for()),
            1 => audit.pages[0].outcome = lost(),
            _ => audit.outcome = AuditOutcome::NotEvaluated { cause: "dns".into(), detail: None },
        }
        recorded.push(store.record(&due.lease, &audit, &[], &[], now()).await.unwrap());
    }
    let before = heads(&store, &recorded).await;
    store.close().await;

    let declared = serde_json::to_string(&before[0].facts.declared).unwrap();
    raw(
        &database,
        format!(
            "UPDATE audit SET declared = '{declared}' WHERE public_id = '{}';
            ALTER TABLE audit DROP COLUMN facts;
            DELETE FROM _sqlx_migrations WHERE version = 23",
            recorded[0].public_id
        ),
    )
    .await;
    let after = heads(&database.open().await, &recorded).await;
    assert_eq!(after, before);
    assert_eq!(after.iter().map(|head| head.facts.pages_lost).collect::<Vec<_>>(), [0, 1, 0]);
}

fn lost() -> PageOutcome {
    PageOutcome::NotAudited { cause: BROWSER_UNAVAILABLE.into(), detail: None }
}

async fn heads(store: &Store, recorded: &[Recorded]) -> Vec<AuditHead> {
    let mut heads = Vec::new();
    for audit in recorded {
        heads.push(store.audit_head(&audit.public_id).await.unwrap().unwrap());
    }
    heads
}

fn looked_for() -> StatementCheck {
    let json = r#"{"judged_on":"2026-11-22","mentions":[],"duties":[],"looked_at":["https://a.example/"]}"#;
    serde_json::from_str(json).unwrap()
}

async fn a_changed_document_is_not_trusted(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let audit = audit("commune-1.example", now());
    let id = store.record(&due.lease, &audit, &[], &[], now()).await.unwrap().audit;
    raw(&database, "UPDATE audit SET hash = 'another'").await;
    let error = store.audit_document(id).await.unwrap_err();
    assert!(
        matches!(&error, Error::CorruptDocument { public_id, .. } if *public_id == audit.id()),
        "{error}"
    );
    raw(&database, "UPDATE audit_document SET size = 3").await;
    assert!(matches!(store.audit_document(id).await, Err(Error::CorruptDocument { .. })));
    raw(&database, "UPDATE audit_document SET size = 9000000000000").await;
    assert!(matches!(store.audit_document(id).await, Err(Error::CorruptDocument { .. })));
}

#[tokio::test]
async fn an_address_is_refused_with_its_reason_and_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().display();
    for url in [
        "mysql://ann:sesame@db.example/x".to_owned(),
        "observatoire.db".to_owned(),
        "sqlite::memory:".to_owned(),
        "sqlite:".to_owned(),
        format!("sqlite:{nowhere}/missing/x.db"),
        format!("postgres://ann:sesame@localhost/x?host={nowhere}"),
        format!("postgres://ann@localhost/x?host={nowhere}&password=sesame"),
        "postgres://ann:sesame@localhost:99999/x".to_owned(),
    ] {
        let opened = Store::open(&url).await.expect_err("no such database");
        let said = format!("{opened} {opened:?}");
        assert!(!said.contains("sesame"), "{said}");
        let expected =
            matches!(opened, Error::UnknownScheme { .. } | Error::NotKept { .. } | Error::Unreachable { .. });
        assert!(expected, "{said}");
    }
}

#[tokio::test]
async fn the_store_itself_shows_no_password() {
    let database = Database::postgres();
    let url = database.url.replace("postgres@", "postgres:sesame@");
    let store = Store::open(&url).await.unwrap();
    assert!(!format!("{store:?}").contains("sesame"));
}

/// Runs a statement directly on the database, without the store.
async fn raw(database: &Database, statement: impl Into<String>) {
    let statement = AssertSqlSafe(statement.into());
    if database.url.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(&database.url).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    }
}
