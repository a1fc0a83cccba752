//! An operation that is interrupted at any moment is done completely or not at all.

use crate::support::*;
use std::future::Future;
use std::pin::Pin;
use std::process::{Command, Stdio};
use std::task::{Context, Poll};
use store::{Error, Store};

on_both!(
    a_record_is_whole_or_not_there,
    a_record_that_fails_half_way_leaves_nothing,
    an_import_is_whole_or_not_there,
    a_killed_process_leaves_nothing_half
);

/// Polls a future a limited number of times, then drops it, as a cancelled task or a closed connection would.
struct Cut<F> {
    future: Pin<Box<F>>,
    polls_left: u32,
}

impl<F: Future> Future for Cut<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls_left == 0 {
            return Poll::Ready(None);
        }
        self.polls_left -= 1;
        self.future.as_mut().poll(context).map(Some)
    }
}

fn cut<F: Future>(future: F, polls: u32) -> Cut<F> {
    Cut { future: Box::pin(future), polls_left: polls }
}

/// Upper limit of polls, so that a broken test ends. No operation here needs as many.
const MOST_POLLS: u32 = 1_000;

async fn a_record_is_whole_or_not_there(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let audit = audit("commune-1.example", now());
    let pages = [kept_page(0), kept_page(1)];
    let mut cuts = 0;
    for polls in 1..MOST_POLLS {
        let ended = cut(store.record(&due.lease, &audit, &pages, &[], now()), polls).await;
        let progress = store.progress(None, now()).await.unwrap();
        if progress.evaluated == 1 {
            assert!(matches!(ended, None | Some(Ok(_))));
            break;
        }
        assert!(ended.is_none(), "{ended:?}");
        assert_eq!(progress.running, 1, "it is still leased, and nothing is recorded");
        assert_eq!(store.audits_changed_after(0, 10).await.unwrap(), []);
        assert_eq!(store.kept_pages(due.lease.audit).await.unwrap(), []);
        cuts += 1;
    }
    assert!(cuts > 0, "it was interrupted at least once");
    let id = due.lease.audit;
    assert_eq!(store.audit_document(id).await.unwrap(), audit);
    assert_eq!(store.kept_pages(id).await.unwrap(), pages);
}

async fn a_record_that_fails_half_way_leaves_nothing(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let audit = audit("commune-1.example", now());
    let revision = store.revision().await.unwrap();
    let failed = store.record(&due.lease, &audit, &[kept_page(0), kept_page(0)], &[], now()).await;
    assert!(matches!(failed, Err(Error::Database(_))), "two pages cannot have one number: {failed:?}");
    assert_eq!(store.revision().await.unwrap(), revision);
    assert_eq!(store.audit_head(&audit.id()).await.unwrap(), None);
    assert!(
        store.record(&due.lease, &audit, &[kept_page(0)], &[], now()).await.is_ok(),
        "the lease is still valid"
    );
}

async fn an_import_is_whole_or_not_there(database: Database) {
    let store = database.open().await;
    let members: Vec<_> = (1..=5).map(member).collect();
    for polls in 1..MOST_POLLS {
        let ended = cut(store.import_members("csv", &members, now()), polls).await;
        match store.members("", 10).await.unwrap().len() {
            0 => assert!(ended.is_none()),
            5 => return,
            some => panic!("{some} of 5 members were kept"),
        }
    }
    panic!("the import never ended");
}

const CHILD_DATABASE: &str = "STORE_STORY_DATABASE";
const AUDITS: usize = 400;

/// Records audits until the process is killed. The story below starts this process, with the address of the database in
/// its environment.
#[tokio::test]
#[ignore = "the child process of a story"]
async fn child_that_records() {
    let Ok(url) = std::env::var(CHILD_DATABASE) else { return };
    let store = Store::open(&url).await.unwrap();
    for due in lease(&store, "child/1/0", now(), 400).await {
        store.record(&due.lease, &audit(&due.host_key, now()), &[kept_page(0)], &[], now()).await.unwrap();
    }
}

async fn a_killed_process_leaves_nothing_half(database: Database) {
    let store = database.open().await;
    planned(&store, AUDITS).await;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "interruption::child_that_records", "--ignored", "--quiet"])
        .env(CHILD_DATABASE, &database.url)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // The process is killed when it is in the middle of its work.
    while store.progress(None, now()).await.unwrap().evaluated < 20 {
        assert!(child.try_wait().unwrap().is_none(), "the child ended before it was killed");
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let survived = store.audits_changed_after(0, 1_000).await.unwrap();
    assert!(survived.len() < AUDITS, "it was killed in the middle");
    for head in &survived {
        assert!(store.audit_document(head.id).await.is_ok());
        assert_eq!(store.kept_pages(head.id).await.unwrap().len(), 1);
    }
    store.release_dead("child/1/0", now()).await.unwrap();
    for due in lease(&store, "heir/2/0", now(), 400).await {
        store.record(&due.lease, &audit(&due.host_key, now()), &[kept_page(0)], &[], now()).await.unwrap();
    }
    let progress = store.progress(None, now()).await.unwrap();
    assert_eq!((progress.evaluated, progress.due, progress.running), (400, 0, 0), "every audit exactly once");
}
