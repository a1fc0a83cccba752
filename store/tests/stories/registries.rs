//! Several registries: the content of each is kept apart, and a broken reading changes nothing.

use crate::support::*;
use store::{
    Body, BodyOf, Change, Error, Extent, Kinship, Losses, NewCampaign, NewMember, RegistryDefect, Said,
    Selection, Store,
};

on_both!(
    two_registries_speak_of_one_member,
    members_found_to_be_one_keep_their_audits,
    a_broken_reading_changes_nothing,
    only_changes_are_told,
    membership_is_a_graph,
    a_body_is_audited_with_all_below_it,
    circles_do_no_harm,
    an_area_is_not_a_membership,
    what_is_remembered_of_a_source,
    defects_of_the_registry_are_replaced,
);

const SIRET: &str = "21010001200017";

fn ville(id: &str, site_of: Option<&str>) -> NewMember {
    NewMember {
        id: id.to_owned(),
        name: format!("Ville ({id})"),
        siret: Some(SIRET.to_owned()),
        sites: site_of.map(site).into_iter().collect(),
        ..NewMember::default()
    }
}

fn limited<'a>(source: &'a str, members: &'a [NewMember]) -> Said<'a> {
    Said { losses: Losses::Limited, ..Said::whole(source, members) }
}

async fn two_registries_speak_of_one_member(database: Database) {
    let store = database.open().await;
    let national = [ville(SIRET, Some("old.example"))];
    let ours = [ville("ville", None)];
    store.sync_members(&Said { rank: Some(1), ..Said::whole("dpnt", &national) }, now()).await.unwrap();
    let second =
        store.sync_members(&Said { rank: Some(0), ..Said::whole("csv", &ours) }, now()).await.unwrap();
    assert_eq!(second.changes, [(Change::Changed, SIRET.to_owned(), "Ville (ville)".to_owned())]);

    let member = store.member(SIRET).await.unwrap().unwrap();
    assert_eq!((member.source.as_str(), member.sources.len()), ("csv", 2));
    assert_eq!(member.sites[0].host_key, "old.example", "csv gives no site, so the next source counts");
    let said: Vec<_> = store.said_of(SIRET).await.unwrap().into_iter().map(|said| said.source).collect();
    assert_eq!(said, ["csv", "dpnt"]);

    let turned =
        store.sync_members(&Said { rank: Some(2), ..Said::whole("csv", &ours) }, now()).await.unwrap();
    assert_eq!(turned.changed, 1, "the other source has the first rank now");
    assert_eq!(store.member(SIRET).await.unwrap().unwrap().name, format!("Ville ({SIRET})"));

    let gone = store.import_members("dpnt", &[], now()).await.unwrap();
    assert_eq!((gone.gone, gone.changed), (0, 1), "one source still lists it");
    assert!(store.member(SIRET).await.unwrap().unwrap().sites.is_empty());
    assert_eq!(store.import_members("csv", &[], now()).await.unwrap().gone, 1);
}

async fn members_found_to_be_one_keep_their_audits(database: Database) {
    let store = database.open().await;
    let national = [ville(SIRET, Some("old.example"))];
    let by_name = NewMember { siret: None, ..ville("ville", Some("ville.example")) };
    store.sync_members(&Said { rank: Some(1), ..Said::whole("dpnt", &national) }, now()).await.unwrap();
    let ours = |members| Said { rank: Some(0), ..Said::whole("csv", members) };
    store.sync_members(&ours(std::slice::from_ref(&by_name)), now()).await.unwrap();
    let new = NewCampaign { label: "Campagne".to_owned(), seed: 1, pages: 15 };
    let campaign = store.new_campaign(&new, now()).await.unwrap();
    store.plan(&campaign, &Selection::default(), now()).await.unwrap();
    let due = lease(&store, "w/1/0", now(), 5).await;
    assert_eq!(due.len(), 2, "no source shows yet that they are one");
    for due in due {
        store.record(&due.lease, &audit(&due.host_key, now()), &[], &[], now()).await.unwrap();
    }

    let known = [ville("ville", Some("ville.example"))];
    let united = store.sync_members(&ours(&known), now()).await.unwrap();
    assert_eq!((united.changed, united.gone), (1, 1), "{:?}", united.changes);
    let one = store.member("ville").await.unwrap().unwrap();
    assert_eq!((one.sources.len(), one.gone_at), (2, None));
    assert!(store.member(SIRET).await.unwrap().unwrap().gone_at.is_some());
    for host in ["old.example", "ville.example"] {
        assert_eq!(store.audit_heads_of_host(host).await.unwrap().len(), 1, "{host}");
    }
    assert_eq!(store.sync_members(&ours(&known), now()).await.unwrap().changes, []);
    let again = store.sync_members(&Said { rank: Some(1), ..Said::whole("dpnt", &national) }, now()).await;
    assert_eq!(again.unwrap().changes, [], "the other source describes the same member");
    assert_eq!(store.import_members("csv", &[], now()).await.unwrap().gone, 0, "and still lists it");
}

async fn a_broken_reading_changes_nothing(database: Database) {
    let store = database.open().await;
    let all: Vec<NewMember> = (1..=40).map(member).collect();
    store.sync_members(&limited("csv", &all), now()).await.unwrap();
    let revision = store.revision().await.unwrap();
    for left in [0, 1, 31] {
        let refused = store.sync_members(&limited("csv", &all[..left]), now()).await;
        assert!(matches!(refused, Err(Error::TooManyGone { known: 40, .. })), "{left}: {refused:?}");
    }
    assert_eq!(store.revision().await.unwrap(), revision);
    let kept: Vec<String> = (36..=40).map(|number| format!("m{number}")).collect();
    let with_kept = Said { kept: &kept, ..limited("csv", &all[..35]) };
    assert_eq!(
        store.sync_members(&with_kept, now()).await.unwrap().gone,
        0,
        "members in bad lines are not gone"
    );
    assert_eq!(store.sync_members(&limited("csv", &all[..32]), now()).await.unwrap().gone, 8);
    let accepted = Said { losses: Losses::Accepted, ..limited("csv", &all[..1]) };
    assert_eq!(store.sync_members(&accepted, now()).await.unwrap().gone, 31);
}

async fn only_changes_are_told(database: Database) {
    let store = database.open().await;
    store.import_members("api", &[member(1), member(2), member(3)], now()).await.unwrap();
    let renamed = [NewMember { name: "Renommée".to_owned(), ..member(2) }];
    let extent = Extent::Changes { deleted: vec!["m3".to_owned(), "unknown".to_owned()] };
    let said = Said { extent: &extent, ..Said::whole("api", &renamed) };
    let told = store.sync_members(&said, now()).await.unwrap();
    assert_eq!((told.changed, told.gone, told.unchanged), (1, 1, 1));
    let again = store.sync_members(&said, now()).await.unwrap();
    assert_eq!((again.changed, again.gone, again.unchanged), (0, 0, 2));
}

fn body_of(name: &str, above: &[&str]) -> BodyOf {
    BodyOf {
        body: Body::named(name),
        bodies: above.iter().map(|name| Body::named(name)).collect(),
        ..BodyOf::default()
    }
}

async fn names(store: &Store, body: &str, kinship: Kinship) -> Vec<String> {
    let members = store.members_of_body(body, kinship, "", 100).await.unwrap();
    members.into_iter().map(|member| member.id).collect()
}

/// Three levels of bodies: a member belongs to A; A belongs to B, because a registry says so; B belongs to C, because B
/// is itself a member.
async fn graph(store: &Store) {
    let in_a = NewMember { bodies: vec![Body::named("A")], ..member(1) };
    let in_c = NewMember { bodies: vec![Body::named("C")], ..member(2) };
    let b = Body { siret: Some(SIRET.to_owned()), ..Body::named("B") };
    let b_itself = NewMember { bodies: vec![Body::named("C")], ..ville("b-itself", None) };
    let bodies = [body_of("A", &["B"]), BodyOf { body: b, ..BodyOf::default() }];
    let members = [in_a, in_c, b_itself];
    store.sync_members(&Said { bodies: Some(&bodies), ..Said::whole("api", &members) }, now()).await.unwrap();
}

async fn membership_is_a_graph(database: Database) {
    let store = database.open().await;
    graph(&store).await;
    assert_eq!(names(&store, "c", Kinship::Direct).await, ["b-itself", "m2"]);
    assert_eq!(names(&store, "c", Kinship::Indirect).await, ["m1"]);
    assert_eq!(names(&store, "b", Kinship::Indirect).await, ["m1"]);
    assert!(names(&store, "a", Kinship::Indirect).await.is_empty());
    let below: Vec<String> = store.bodies_below("c").await.unwrap().into_iter().map(|body| body.id).collect();
    assert_eq!(below, ["a", "b"]);
    let edge = |child: &str, parent: &str| (child.to_owned(), parent.to_owned());
    assert_eq!(store.body_edges().await.unwrap(), [edge("a", "b"), edge("b", "c")]);
}

/// A campaign for the members of C also audits the members of all bodies below C, even if memberships form a circle.
async fn a_body_is_audited_with_all_below_it(database: Database) {
    let store = database.open().await;
    graph(&store).await;
    let circle = [body_of("C", &["A"])];
    let members = [NewMember { bodies: vec![Body::named("Ailleurs")], ..member(9) }];
    store.sync_members(&Said { bodies: Some(&circle), ..Said::whole("csv", &members) }, now()).await.unwrap();
    let new = NewCampaign { label: "Une".to_owned(), seed: 1, pages: 5 };
    let campaign = store.new_campaign(&new, now()).await.unwrap();
    let planned = async |body: &str| {
        let selection = Selection { body: Some(body.to_owned()), ..Selection::default() };
        store.plan(&campaign, &selection, now()).await.unwrap().planned
    };
    assert_eq!(planned("nobody").await, 0);
    assert_eq!(planned("ailleurs").await, 1);
    assert_eq!(planned("c").await, 2, "its own member and the one of A, which belongs to B");
}

async fn circles_do_no_harm(database: Database) {
    let store = database.open().await;
    graph(&store).await;
    let members = [NewMember { bodies: vec![Body::named("Boucle")], ..member(9) }];
    let bodies = [body_of("C", &["A", "C"]), body_of("Boucle", &["Boucle"])];
    store.sync_members(&Said { bodies: Some(&bodies), ..Said::whole("csv", &members) }, now()).await.unwrap();
    assert_eq!(names(&store, "c", Kinship::Indirect).await, ["m1"]);
    assert_eq!(names(&store, "b", Kinship::Indirect).await, ["m1", "m2"], "not itself");
    assert_eq!(names(&store, "a", Kinship::Indirect).await, ["b-itself", "m2"]);
    assert!(names(&store, "boucle", Kinship::Indirect).await.is_empty());
    assert_eq!(store.bodies_below("boucle").await.unwrap(), []);
}

async fn an_area_is_not_a_membership(database: Database) {
    let store = database.open().await;
    let there = NewMember { departement: Some("60".to_owned()), ..member(1) };
    let told = NewMember { perimeters: vec![Body::named("Syndicat A")], ..member(2) };
    let member_of = NewMember { bodies: vec![Body::named("Syndicat A")], ..member(3) };
    let members = [there, told, member_of, member(4)];
    let bodies = [BodyOf { departements: vec!["60".to_owned()], ..body_of("Syndicat A", &[]) }];
    store.sync_members(&Said { bodies: Some(&bodies), ..Said::whole("api", &members) }, now()).await.unwrap();
    assert_eq!(names(&store, "syndicat-a", Kinship::Direct).await, ["m3"]);
    assert_eq!(names(&store, "syndicat-a", Kinship::Perimeter).await, ["m1", "m2"]);
    let size = store.bodies().await.unwrap().remove(0);
    assert_eq!((size.present, size.perimeter), (1, 2));
    assert_eq!(store.member("m1").await.unwrap().unwrap().perimeters, [Body::named("Syndicat A")]);
    assert_eq!(store.member("m1").await.unwrap().unwrap().bodies, []);
}

async fn what_is_remembered_of_a_source(database: Database) {
    let store = database.open().await;
    let said = [member(1)];
    let first = Said { rank: Some(3), state: Some("etag 1"), ..limited("api", &said) };
    store.sync_members(&first, now()).await.unwrap();
    store.source_failed("api", 3, "réponse HTTP 500", now() + minutes(1)).await.unwrap();
    let failed = store.sources().await.unwrap().remove(0);
    assert_eq!((failed.state.as_str(), failed.listed, failed.rank), ("etag 1", 1, 3));
    assert_eq!((failed.failure.as_deref(), failed.synced_at), (Some("réponse HTTP 500"), Some(now())));
    let refused = store.sync_members(&Said { state: Some("etag 2"), ..limited("api", &[]) }, now()).await;
    assert!(refused.is_err());
    assert_eq!(
        store.sources().await.unwrap()[0].state,
        "etag 1",
        "the state of a refused reading is not kept"
    );
    store.source_unchanged("api", now() + minutes(2)).await.unwrap();
    let unchanged = store.sources().await.unwrap().remove(0);
    assert_eq!((unchanged.failure, unchanged.synced_at), (None, Some(now() + minutes(2))));
}

async fn defects_of_the_registry_are_replaced(database: Database) {
    let store = database.open().await;
    store.import_members("csv", &[member(1), member(2)], now()).await.unwrap();
    let defect = |member: &str, code: &str| RegistryDefect {
        member_id: member.to_owned(),
        code: code.to_owned(),
        value: "https://a.example/".to_owned(),
        source: "csv".to_owned(),
        detail: String::new(),
        found_at: now(),
    };
    store.replace_registry_defects(&[defect("m1", "dead"), defect("m2", "moved")]).await.unwrap();
    store.replace_registry_defects(&[defect("m2", "dead"), defect("m1", "moved")]).await.unwrap();
    let found = store.registry_defects().await.unwrap();
    assert_eq!(found, [defect("m2", "dead"), defect("m1", "moved")]);
    store.import_members("csv", &[member(1)], now()).await.unwrap();
    assert_eq!(store.registry_defects().await.unwrap().len(), 1, "members that are gone have no defects");
}
