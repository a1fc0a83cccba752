//! SQLite on a disk that is full for a while, and a database file that is missing. For Postgres, the server handles a
//! full disk.

use crate::support::*;
use store::Store;
use tests::small_disk::SmallDisk;

/// A write on a full disk is undone, and its error says that it may pass. When there is room again, the same store
/// works.
#[tokio::test(flavor = "multi_thread")]
async fn a_store_goes_on_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path(), "4m") else {
        println!("skipped: only root may mount a small disk");
        return;
    };
    let store =
        Store::open(&format!("sqlite:{}", folder.path().join("observatoire.db").display())).await.unwrap();
    planned(&store, 20).await;
    disk.fill().unwrap();
    let mut refused = 0;
    for audit in 0..40 {
        let Ok(due) = store.lease("w/1/0", now(), now() + minutes(10), 1).await.inspect_err(|error| {
            assert!(error.may_pass(), "{error}");
            refused += 1;
        }) else {
            continue;
        };
        let Some(due) = due.first() else { continue };
        let page = store::KeptPage { bytes: vec![7; 300_000], ..kept_page(audit) };
        let recorded =
            store.record(&due.lease, &self::audit(&due.host_key, now()), &[page], &[], now()).await;
        if let Err(error) = recorded {
            assert!(error.may_pass(), "{error}");
            refused += 1;
        }
    }
    assert!(refused > 10, "the disk was full: {refused}");
    let mut together = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let store = store.clone();
        together.spawn(async move { store.lease("w/1/0", now(), now() + minutes(10), 1).await });
    }
    for leased in together.join_all().await {
        assert!(leased.as_ref().err().is_none_or(|error| error.may_pass()), "{leased:?}");
    }
    disk.make_room().unwrap();
    disk.resize("64m");
    store.release("w/1/0", now()).await.unwrap();
    let due = store.lease("w/1/0", now(), now() + minutes(10), 20).await.unwrap();
    assert!(due.len() > 10 && due.iter().all(|due| !due.suspect && due.deaths == 0), "{}", due.len());
    store.record(&due[0].lease, &audit(&due[0].host_key, now()), &[kept_page(0)], &[], now()).await.unwrap();
    store.close().await;
}

/// `open_existing` reports a missing file and does not create it. `open` creates files that only their owner may read.
#[tokio::test]
async fn a_database_that_is_missing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (file, url) =
        (folder.path().join("o.db"), format!("sqlite:{}", folder.path().join("o.db").display()));
    let missing = Store::open_existing(&url).await.unwrap_err();
    assert!(missing.to_string().contains("may not be mounted") && !missing.may_pass(), "{missing}");
    assert!(!file.exists(), "nothing was made");
    let store = Store::open(&url).await.unwrap();
    planned(&store, 1).await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert!(!store::is_open_to_others(&path), "{}", path.display());
    }
    store.close().await;
    Store::open_existing(&url).await.unwrap().close().await;
}
