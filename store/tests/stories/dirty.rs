//! Odd content, as real registries and pages have it: NUL characters, emoji, a name of a megabyte.

use crate::support::*;
use store::{Body, NewCampaign, NewMember, NewReply, NewSite, Selection};

on_both!(
    dirty_members_are_kept_clean,
    a_dirty_audit_is_kept_as_it_is,
    dirty_owners_keep_their_leases,
    dirty_words_are_said
);

const DIRTY: &str = "a\0b🦀é\u{202E}'; DROP TABLE member; --";

async fn dirty_members_are_kept_clean(database: Database) {
    let store = database.open().await;
    let dirty = Some(DIRTY.to_owned());
    let given = NewMember {
        id: DIRTY.to_owned(),
        name: "🦀".repeat(1_000_000),
        kind: dirty.clone(),
        siren: dirty.clone(),
        siret: dirty.clone(),
        insee: dirty.clone(),
        departement: dirty.clone(),
        postal_codes: Some(DIRTY.repeat(1_000)),
        population: Some(u32::MAX),
        contact: Some("x".repeat(1_000_000)),
        bodies: vec![
            Body { id: DIRTY.to_owned(), name: DIRTY.repeat(100_000), siret: dirty.clone() },
            Body::named(DIRTY),
        ],
        sites: vec![
            NewSite { url: format!("https://a.example/{DIRTY}"), host_key: "a.example".to_owned() },
            NewSite { url: "https://b.example/🦀'--".to_owned(), host_key: "b.example".to_owned() },
        ],
        malformed: vec![DIRTY.repeat(1_000)],
        perimeters: vec![Body::named(DIRTY)],
    };
    let sized =
        NewMember { postal_codes: Some("29000 29200".to_owned()), population: Some(859), ..member(1) };
    let members = [given, sized];
    let summary = store.import_members("csv", &members, now()).await.unwrap();
    assert_eq!((summary.added, summary.refused.len()), (2, 1), "an address with a NUL is no address");
    let again = store.import_members("csv", &members, now()).await.unwrap();
    assert_eq!((again.unchanged, again.changed), (2, 0), "a cleaned value is no change the next time");

    let kept = store.members("", 1).await.unwrap().remove(0);
    let sized = store.member("m1").await.unwrap().unwrap();
    assert_eq!((sized.postal_codes.as_deref(), sized.population), (Some("29000 29200"), Some(859)));
    assert_eq!(kept.id, DIRTY.replace('\0', "\u{FFFD}"));
    assert_eq!(kept.name.chars().count(), 300);
    assert_eq!((kept.bodies.len(), kept.sites.len()), (2, 1));
    assert_eq!((kept.postal_codes.map(|codes| codes.chars().count()), kept.population), (Some(300), None));
    assert_eq!(kept.sites[0].url, "https://b.example/🦀'--");
}

/// The bytes of an audit document are hashed and published, so none of them may change.
async fn a_dirty_audit_is_kept_as_it_is(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let mut audit = audit("commune-1.example", now());
    audit.site.host = DIRTY.to_owned();
    audit.setting.rule_set = DIRTY.repeat(1_000);
    audit.pages[0].title = Some(DIRTY.repeat(10_000));
    audit.findings[0].html = DIRTY.to_owned();
    audit.findings[0].reason = DIRTY.repeat(10_000);
    audit.findings.push(audit.findings[0].clone());
    let page = store::KeptPage { url: DIRTY.repeat(10_000), ..kept_page(0) };

    let recorded = store.record(&due.lease, &audit, &[page], &[], now()).await.unwrap();
    assert_eq!(store.audit_json(recorded.audit).await.unwrap(), audit.canonical_json());
    assert_eq!(store.kept_pages(recorded.audit).await.unwrap()[0].bytes, kept_page(0).bytes);
}

async fn dirty_owners_keep_their_leases(database: Database) {
    let store = database.open().await;
    planned(&store, 2).await;
    let owner = format!("{DIRTY}{}", "x".repeat(10_000));
    let due = lease(&store, &owner, now(), 2).await;
    let ids: Vec<_> = due.iter().map(|due| due.lease.audit).collect();
    assert_eq!(store.renew(&owner, &ids, now() + minutes(20)).await.unwrap().len(), 2);
    assert!(store.record(&due[0].lease, &audit("a.example", now()), &[], &[], now()).await.is_ok());
    assert_eq!(store.release(&owner, now()).await.unwrap(), 1);
}

async fn dirty_words_are_said(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let new = NewCampaign { label: DIRTY.repeat(10_000), seed: 0, pages: u32::MAX };
    let campaign = store.new_campaign(&new, now()).await.unwrap();
    assert_eq!(campaign.label.chars().count(), 300);
    let nobody = Selection { body: Some(DIRTY.to_owned()), member: None, host_key: Some(DIRTY.to_owned()) };
    assert_eq!(store.plan(&campaign, &nobody, now()).await.unwrap().planned, 0);
    assert_eq!(store.audit_heads_of_host(DIRTY).await.unwrap(), []);
    assert_eq!(store.audit_head(DIRTY).await.unwrap(), None);
    assert_eq!(store.members(DIRTY, 10).await.unwrap().len(), 1);

    let due = lease(&store, "w/1/0", now(), 1).await.remove(0);
    let id = store.record(&due.lease, &audit("a.example", now()), &[], &[], now()).await.unwrap().audit;
    store.withdraw(id, &DIRTY.repeat(100_000), now()).await.unwrap();
    let reply = NewReply { author: DIRTY.to_owned(), said_at: now(), text: DIRTY.repeat(100_000) };
    store.add_reply(id, &reply, now()).await.unwrap();
    assert_eq!(store.replies(id).await.unwrap()[0].text.chars().count(), 20_000);
}
