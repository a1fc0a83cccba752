//! Importing a registry: whatever the registry lists, the store then holds the same, and a second import changes
//! nothing.

use crate::support::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use store::{Body, NewMember, Store};

on_both!(another_source_takes_a_member_over, members_of_another_source_stay);

async fn another_source_takes_a_member_over(database: Database) {
    let store = database.open().await;
    store.import_members("csv", &[member(1)], now()).await.unwrap();
    let taken = store.import_members("ldap", &[member(1)], now()).await.unwrap();
    assert_eq!(taken.changed, 1);
    let left = store.import_members("csv", &[], now()).await.unwrap();
    assert_eq!(left.gone, 0, "the other source still lists it");
    assert_eq!(store.members("", 1).await.unwrap()[0].source, "ldap");
}

async fn members_of_another_source_stay(database: Database) {
    let store = database.open().await;
    store.import_members("csv", &[member(1)], now()).await.unwrap();
    let second = store.import_members("ldap", &[member(2)], now()).await.unwrap();
    assert_eq!((second.added, second.gone), (1, 0));
}

fn any_member() -> impl Strategy<Value = NewMember> {
    let body = (0..3_u8).prop_map(|number| Body::named(&format!("Corps {number}")));
    let site = (0..6_u8).prop_map(|number| site(&format!("s{number}.example")));
    (
        // Keys from a small set, so that they repeat, with and without white space, and some keys that are refused.
        prop_oneof!["[ab]?[12]", " [ab]1", "\\PC{0,3}", Just("x".repeat(200))],
        "\\PC{0,8}",
        proptest::option::of(any::<String>()),
        proptest::collection::vec(body, 0..3),
        proptest::collection::vec(site, 0..4),
    )
        .prop_map(|(id, name, kind, bodies, sites)| NewMember {
            id,
            name,
            kind,
            bodies,
            sites,
            ..NewMember::default()
        })
}

/// Imports random lists into one store, each of them twice. After each import, the store holds the members of the list.
fn any_registry_is_followed(database: &Database, cases: u32) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = runtime.block_on(database.open());
    let lists = proptest::collection::vec(any_member(), 0..8);
    let outcome = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() }).run(
        &lists,
        |said| {
            runtime.block_on(followed(&store, &said));
            Ok(())
        },
    );
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

async fn followed(store: &Store, said: &[NewMember]) {
    let first = store.import_members("csv", said, now()).await.unwrap();
    let taken = first.added + first.changed + first.returned + first.unchanged;
    let revision = store.revision().await.unwrap();

    let second = store.import_members("csv", said, now() + minutes(1)).await.unwrap();
    assert_eq!((second.unchanged, second.added, second.changed), (taken, 0, 0));
    assert_eq!((second.gone, second.returned), (0, 0));
    assert_eq!(second.refused, first.refused);
    assert_eq!(store.revision().await.unwrap(), revision, "no change, no new revision");

    let members = store.members("", 10_000).await.unwrap();
    let present: BTreeSet<&str> =
        members.iter().filter(|member| member.gone_at.is_none()).map(|member| member.id.as_str()).collect();
    let keys: BTreeSet<&str> = said.iter().map(|member| member.id.trim()).collect();
    let named = |key: &&str| {
        let first = said.iter().find(|said| said.id.trim() == *key);
        first.is_some_and(|first| !first.name.trim().is_empty())
    };
    let fit: BTreeSet<&str> =
        keys.into_iter().filter(|key| !key.is_empty() && key.chars().count() <= 100).filter(named).collect();
    assert_eq!(present, fit, "members without a name are not added yet");
    for member in members.iter().filter(|member| member.gone_at.is_none()) {
        let said = said.iter().find(|said| said.id.trim() == member.id).unwrap();
        let urls: BTreeSet<&str> = said.sites.iter().map(|site| site.url.as_str()).collect();
        assert_eq!(member.sites.iter().map(|site| site.url.as_str()).collect::<BTreeSet<_>>(), urls);
    }
}

#[test]
fn sqlite_follows_any_registry() {
    any_registry_is_followed(&Database::sqlite(), 64);
}

#[test]
fn postgres_follows_any_registry() {
    any_registry_is_followed(&Database::postgres(), 64);
}
