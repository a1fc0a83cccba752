//! The size of an audit in the database: at most 10 kB for each page, kept pages excluded.

use crate::support::*;
use rules::Outcome;
use rules::audit::{Audit, PageOutcome, Place};
use rules::referential::TestId;
use store::Error;

const PAGES: u32 = 15;
const AUDITS: u32 = 20;
const MOST_BYTES_A_PAGE: u64 = 10_000;

/// A site with many defects: a full sample, all tests on every page, and findings with texts that all differ.
fn large_audit(number: u32) -> Audit {
    let host = format!("commune-{number}.example");
    let mut audit = audit(&host, now());
    let tests: Vec<TestId> =
        (1..=13).flat_map(|theme| (1..=20).map(move |n| TestId::new(theme, n, 1))).collect();
    audit.pages =
        (0..PAGES).map(|n| page(&format!("https://{host}/rubrique/{n}/"), PageOutcome::Audited)).collect();
    for (index, page) in (0_usize..).zip(&mut audit.pages) {
        let outcome = |test: usize| Outcome::ALL[(test * 7 + index) % 5];
        for (place, test) in tests.iter().enumerate() {
            page.tests.entry(outcome(place)).or_default().push(*test);
        }
    }
    audit.findings = (0..200_u32).map(|n| large_finding(number, n)).collect();
    audit
}

fn large_finding(audit: u32, number: u32) -> rules::audit::Finding {
    let noise = rules::audit::hash_of(format!("{audit} {number}").as_bytes());
    let outcome = if number < 60 { Outcome::Failed } else { Outcome::CantTell };
    let place = |n: u32| Place {
        page: n % PAGES,
        selector: format!("main > div.{} > ul > li:nth-child({n}) > a", &noise[..8]),
        frame: None,
    };
    rules::audit::Finding {
        html: format!(
            "<a class=\"{}\" href=\"/{}\"><img src=\"/{}.png\"></a>",
            &noise[..16],
            &noise[16..40],
            &noise[40..]
        ),
        places: (0..number % 50).map(place).collect(),
        ..finding(&noise[..16], outcome)
    }
}

#[tokio::test]
async fn an_audited_page_costs_little() {
    let database = Database::sqlite();
    let store = database.open().await;
    planned(&store, AUDITS as usize).await;
    let before = bytes(&database, &store).await;
    let due = lease(&store, "w/1/0", now(), AUDITS).await;
    for (number, due) in (0..).zip(&due) {
        store.record(&due.lease, &large_audit(number), &[], &[], now()).await.unwrap();
    }
    let a_page = (bytes(&database, &store).await - before) / u64::from(AUDITS * PAGES);
    println!("{a_page} bytes a page");
    assert!(a_page <= MOST_BYTES_A_PAGE, "{a_page} bytes a page");
}

#[tokio::test]
async fn a_document_without_measure_is_refused() {
    let database = Database::sqlite();
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let mut audit = audit("commune-1.example", now());
    audit.findings[0].html = "x".repeat(64 << 20);
    let refused = store.record(&due.lease, &audit, &[], &[], now()).await;
    assert!(matches!(refused, Err(Error::DocumentTooBig { .. })), "{refused:?}");
}

/// Size of the database file in bytes, after all changes were moved from the write-ahead log into it.
async fn bytes(database: &Database, store: &store::Store) -> u64 {
    use sqlx::Connection;
    store.revision().await.unwrap();
    let mut connection = sqlx::SqliteConnection::connect(&database.url).await.unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
    std::fs::metadata(database.url.trim_start_matches("sqlite:")).unwrap().len()
}
