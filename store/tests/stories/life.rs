//! The life of an audit: planned from a registry, recorded, counted in the figures, judged again, withdrawn.

use crate::support::*;
use rules::audit::{Audit, BROWSER_UNAVAILABLE, PageOutcome};
use rules::made_with::MadeWith;
use rules::referential::TestId;
use store::{Body, Error, NewCampaign, NewMember, NewReply, Picture, Planned, Selection, Store};
use uuid::Uuid;

on_both!(
    an_audit_is_made,
    audits_outlive_their_member,
    pages_age_and_audits_stay,
    an_audit_is_judged_again,
    an_audit_is_withdrawn,
    the_site_itself_is_audited,
    the_home_page_counts,
    publication_sees_every_change_once,
    a_selection_restricts_the_plan,
    pages_of_a_list_follow_each_other
);

async fn recorded(store: &Store, audit: &Audit) -> Uuid {
    let mut due = lease(store, "w/1/0", now(), 100).await;
    due.retain(|due| due.host_key == audit.site.host);
    let recorded = store.record(&due[0].lease, audit, &[kept_page(0)], &[], now()).await.expect("recorded");
    store.release("w/1/0", now()).await.expect("the others are due again");
    recorded.audit
}

async fn an_audit_is_made(database: Database) {
    let store = database.open().await;
    let campaign = planned(&store, 1).await;

    let again = store.plan(&campaign, &Selection::default(), now()).await.unwrap();
    assert_eq!(again, Planned { planned: 0, unfinished: 1 }, "an unfinished site is not planned twice");
    assert_eq!(store.unfinished_campaigns().await.unwrap(), std::slice::from_ref(&campaign));

    let due = lease(&store, "w/1/0", now(), 10).await.remove(0);
    assert_eq!((due.url.as_str(), due.pages, due.seed), ("https://commune-1.example/", 15, u64::MAX));
    assert_eq!(due.member_name.as_deref(), Some("Commune 1"));
    assert_eq!(due.due_at, now());

    let mut audit = audit("commune-1.example", now());
    let lost = PageOutcome::NotAudited { cause: BROWSER_UNAVAILABLE.to_owned(), detail: None };
    audit.pages.push(page("https://commune-1.example/perdue", lost));
    let pages = [kept_page(0), kept_page(4)];
    let picture = Picture { hash: "c0ffee".into(), bytes: vec![1, 2, 3] };
    let pictures = [picture.clone(), picture.clone()];
    let recorded = store.record(&due.lease, &audit, &pages, &pictures, now() + minutes(2)).await.unwrap();
    assert_eq!(recorded.path, audit.path());

    let head = store.audit_head(&audit.id()).await.unwrap().expect("the head of what was recorded");
    assert_eq!(store.audit_heads(due.site).await.unwrap(), std::slice::from_ref(&head));
    assert_eq!(store.audit_heads_of_host("commune-1.example").await.unwrap(), std::slice::from_ref(&head));
    assert_eq!((head.summary, head.facts.pages_lost, head.cause), (audit.summary, 1, None));
    assert_eq!(head.recorded_at, now() + minutes(2));
    assert_eq!(store.audit_document(head.id).await.unwrap(), audit);
    assert_eq!(store.kept_pages(head.id).await.unwrap(), pages);
    assert_eq!(store.picture("c0ffee").await.unwrap(), Some(picture.bytes));
    assert_eq!(store.picture("another").await.unwrap(), None);

    let progress = store.progress(Some(campaign.id), now()).await.unwrap();
    assert_eq!((progress.due, progress.running, progress.evaluated), (0, 0, 1));
    assert_eq!(store.unfinished_campaigns().await.unwrap(), []);
}

async fn audits_outlive_their_member(database: Database) {
    let store = database.open().await;
    planned(&store, 2).await;
    recorded(&store, &audit("commune-1.example", now())).await;

    let summary = store.import_members("csv", &[member(2)], now() + minutes(60)).await.unwrap();
    assert_eq!((summary.gone, summary.unchanged), (1, 1));
    let members = store.members("", 10).await.unwrap();
    assert_eq!(members[0].gone_at, Some(now() + minutes(60)));
    assert_eq!(members[1].gone_at, None);
    assert_eq!(store.audit_heads_of_host("commune-1.example").await.unwrap().len(), 1);

    let new = NewCampaign { label: "Suivante".to_owned(), seed: 2, pages: 5 };
    let next = store.new_campaign(&new, now() + minutes(61)).await.unwrap();
    let plan = store.plan(&next, &Selection::default(), now() + minutes(61)).await.unwrap();
    assert_eq!(plan, Planned { planned: 0, unfinished: 1 }, "a member that is gone is not audited");

    let back = store.import_members("csv", &[member(1), member(2)], now() + minutes(62)).await.unwrap();
    assert_eq!(back.returned, 1);
    assert_eq!(store.members("", 1).await.unwrap()[0].first_seen_at, now());
}

async fn pages_age_and_audits_stay(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let id = recorded(&store, &audit("commune-1.example", now())).await;

    assert_eq!(store.prune(now(), 0).await.unwrap(), 0, "pages exactly as old as the limit are kept");
    assert_ne!(store.kept_pages(id).await.unwrap(), []);
    assert_eq!(store.prune(now() + minutes(1), 0).await.unwrap(), 1);
    assert_eq!(store.kept_pages(id).await.unwrap(), []);
    assert_eq!(store.latest_heads(Uuid::nil(), 10).await.unwrap().len(), 1, "the audit stays");
    assert!(store.audit_document(id).await.is_ok());
}

async fn an_audit_is_judged_again(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let mut first = audit("commune-1.example", now());
    let made_with = MadeWith {
        system: Some("spip".to_owned()),
        themes: vec!["bourg".to_owned(), "commune".to_owned()],
        agencies: vec!["agence.example".to_owned()],
    };
    first.made_with = Some(made_with.clone());
    let id = recorded(&store, &first).await;
    let of_hosts = store.made_with().await.unwrap();
    assert_eq!(of_hosts.into_iter().collect::<Vec<_>>(), [(first.site.host.clone(), made_with)]);

    let mut second = Audit { rejudged_from: Some(first.id()), made_with: None, ..first.clone() };
    second.setting.rule_set = "rules-2".to_owned();
    let later = now() + minutes(500);
    let again = store.record_rejudged(id, &second, later).await.unwrap();

    let history = store.audit_heads_of_host("commune-1.example").await.unwrap();
    let judgements: Vec<_> = history.iter().map(|head| head.rejudged_from.clone()).collect();
    assert_eq!(judgements, [None, Some(first.id())]);
    let latest = store.latest_heads(Uuid::nil(), 10).await.unwrap();
    assert_eq!(latest[0].id, again.audit, "the later judgement counts for the site");
    assert!(store.made_with().await.unwrap().is_empty(), "and so do its facts about software");
    assert_eq!(
        store.kept_pages(again.audit).await.unwrap(),
        [kept_page(0)],
        "it was made from the same pages"
    );

    let twice = store.record_rejudged(id, &second, later + minutes(1)).await;
    assert!(matches!(twice, Err(Error::AlreadyRecorded { public_id }) if public_id == second.id()));
    let unknown = store.record_rejudged(Uuid::nil(), &audit("x.example", now()), later).await;
    assert!(matches!(unknown, Err(Error::NoSuchAudit { .. })));
}

async fn an_audit_is_withdrawn(database: Database) {
    let store = database.open().await;
    planned(&store, 1).await;
    let id = recorded(&store, &audit("commune-1.example", now())).await;

    let reply =
        NewReply { author: "La mairie".to_owned(), said_at: now(), text: "C’est corrigé.".to_owned() };
    store.add_reply(id, &reply, now()).await.unwrap();
    let before = store.revision().await.unwrap();
    store.add_reply(id, &reply, now()).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), before, "the same reply again is no news");
    assert_eq!(store.replies(id).await.unwrap()[0].text, reply.text);

    store.withdraw(id, "Une règle se trompait.", now() + minutes(9)).await.unwrap();
    let head = store.audits_changed_after(before, 10).await.unwrap().remove(0);
    assert_eq!(head.withdrawn.expect("a tombstone").reason, "Une règle se trompait.");
    assert_eq!(
        store.latest_heads(Uuid::nil(), 10).await.unwrap(),
        [],
        "it does not count for the site any more"
    );
    assert!(matches!(store.withdraw(Uuid::nil(), "", now()).await, Err(Error::NoSuchAudit { .. })));
}

async fn the_site_itself_is_audited(database: Database) {
    let store = database.open().await;
    let own = audit("observatoire.example", now());
    let head = store.put_own_audit(&own, "drawn", now()).await.unwrap();
    assert_eq!(store.put_own_audit(&own, "drawn", now() + minutes(1)).await.unwrap().public_id, own.id());
    assert_eq!(store.own_audits().await.unwrap(), [head]);
    assert_eq!(store.own_audit_json(&own.id()).await.unwrap(), Some(own.canonical_json()));
    assert_eq!(store.own_audit_json("000000000000").await.unwrap(), None);
    assert_eq!(store.figures(now()).await.unwrap().audits, 0, "it is not counted");
}

async fn the_home_page_counts(database: Database) {
    let store = database.open().await;
    planned(&store, 5).await;
    let day = minutes(24 * 60);
    for (days, host) in [(0, "commune-1.example"), (31, "commune-2.example"), (91, "commune-3.example")] {
        recorded(&store, &audit(host, now() - day * days)).await;
    }
    recorded(&store, &not_evaluated("commune-4.example", now(), "dns")).await;

    let figures = store.figures(now()).await.unwrap();
    assert_eq!((figures.members_present, figures.sites, figures.audits), (5, 5, 4));
    assert_eq!((figures.evaluated_30_days, figures.evaluated_90_days), (1, 2));
    let causes = store.not_evaluated().await.unwrap();
    assert_eq!((causes.len(), causes[0].cause.as_str(), causes[0].sites), (1, "dns", 1));
    assert_eq!(store.pages_not_audited().await.unwrap(), causes, "its one page had the same cause");
    let criteria = store.failed_criteria("RGAA 4.1.2").await.unwrap();
    assert_eq!(
        (criteria.len(), criteria[0].criterion.to_string(), criteria[0].sites),
        (1, "8.3".to_owned(), 3)
    );
    let defects = store.frequent_defects(10).await.unwrap();
    assert_eq!((defects.len(), defects[0].reason.as_str(), defects[0].sites), (1, "no-lang", 3));
    let shared = store.shared_defects(2, 10).await.unwrap().remove(0);
    assert_eq!((shared.fingerprint.as_str(), shared.sites, shared.occurrences), ("00000000000000ff", 3, 9));
    assert_eq!(shared.tests, [TestId::new(8, 3, 1)]);
    assert_eq!(store.shared_defects(4, 10).await.unwrap(), []);
}

async fn publication_sees_every_change_once(database: Database) {
    let store = database.open().await;
    assert_eq!(store.revision().await.unwrap(), 0);
    planned(&store, 3).await;
    let imported = store.revision().await.unwrap();
    let hosts = ["commune-1.example", "commune-2.example", "commune-3.example"];
    for host in hosts {
        recorded(&store, &audit(host, now())).await;
    }

    let mut seen = Vec::new();
    let mut revision = imported;
    while let Some(head) = store.audits_changed_after(revision, 1).await.unwrap().pop() {
        revision = head.revision;
        seen.push(head.host);
    }
    assert_eq!(seen, hosts);
    assert_eq!(revision, store.revision().await.unwrap());

    let mut seen = Vec::new();
    let mut after = (0, String::new());
    while let Some(member) = store.members_changed_after((after.0, &after.1), 1).await.unwrap().pop() {
        assert_eq!(member.sites.len(), 1);
        after = (member.revision, member.id.clone());
        seen.push(member.id);
    }
    assert_eq!(seen, ["m1", "m2", "m3"]);
}

async fn a_selection_restricts_the_plan(database: Database) {
    let store = database.open().await;
    let body = Body::named("Syndicat Numérique");
    let mut members: Vec<NewMember> = (1..=3).map(member).collect();
    members[0].bodies = vec![body.clone()];
    members[1].bodies = vec![body.clone(), Body::named("Région")];
    // Two members share a site, which is audited once.
    members[1].sites = members[0].sites.clone();
    store.import_members("csv", &members, now()).await.unwrap();
    let sizes: Vec<_> =
        store.bodies().await.unwrap().into_iter().map(|size| (size.body.id, size.present)).collect();
    assert_eq!(sizes, [("region".to_owned(), 1), ("syndicat-numerique".to_owned(), 2)]);
    let sites = store.sites(Uuid::nil(), 10).await.unwrap();
    let mut owners: Vec<Vec<&str>> =
        sites.iter().map(|site| site.members.iter().map(|member| member.id.as_str()).collect()).collect();
    owners.sort();
    assert_eq!(owners, [vec!["m1", "m2"], vec!["m3"]]);

    let new = NewCampaign { label: "Une".to_owned(), seed: 1, pages: 5 };
    let campaign = store.new_campaign(&new, now()).await.unwrap();
    let plan = async |selection: Selection| store.plan(&campaign, &selection, now()).await.unwrap();
    let host = |host: &str| Selection { host_key: Some(host.to_owned()), ..Selection::default() };
    assert_eq!(plan(host("elsewhere.example")).await, Planned { planned: 0, unfinished: 0 });
    let of_body = Selection { body: Some(body.id), ..Selection::default() };
    assert_eq!(plan(of_body).await, Planned { planned: 1, unfinished: 0 });
    let of_member = Selection { member: Some("m3".to_owned()), ..Selection::default() };
    assert_eq!(plan(of_member).await, Planned { planned: 1, unfinished: 0 });
    assert_eq!(plan(Selection::default()).await, Planned { planned: 0, unfinished: 2 });
}

async fn pages_of_a_list_follow_each_other(database: Database) {
    let store = database.open().await;
    planned(&store, 7).await;
    for number in 1..=7 {
        recorded(&store, &audit(&format!("commune-{number}.example"), now())).await;
    }
    let (mut members, mut after) = (Vec::new(), String::new());
    while let Some(last) = store.members(&after, 3).await.unwrap().last() {
        members.extend(store.members(&after, 3).await.unwrap().into_iter().map(|member| member.id));
        after.clone_from(&last.id);
    }
    assert_eq!(members, ["m1", "m2", "m3", "m4", "m5", "m6", "m7"]);
    let (mut heads, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let page = store.latest_heads(after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.site;
        heads.extend(page);
    }
    assert_eq!(heads.len(), 7);
}
