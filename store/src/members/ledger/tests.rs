use super::*;
use registry::{Body, Site};

fn claim(source: &str, key: &str, said: NewMember) -> Claim {
    Claim { source: source.to_owned(), key: key.to_owned(), adds: true, said, ..Claim::default() }
}

fn named(name: &str, siret: &str) -> NewMember {
    NewMember {
        name: name.to_owned(),
        siret: (!siret.is_empty()).then(|| siret.to_owned()),
        ..NewMember::default()
    }
}

fn site(host: &str) -> Site {
    Site { url: format!("https://{host}/"), host_key: host.to_owned() }
}

const SIRET: &str = "21010001200017";

/// Settles these claims. The source `csv` has the first rank, then `dpnt`, then `operators`.
fn settled(claims: Vec<Claim>) -> (Ledger, Settled) {
    let ranks = [("csv".to_owned(), 0), ("dpnt".to_owned(), 1), ("operators".to_owned(), 2)].into();
    let touched = (0..claims.len()).collect();
    let mut ledger = Ledger { ranks, claims, ..Ledger::default() };
    let settled = ledger.settle(&touched);
    (ledger, settled)
}

#[test]
fn two_sources_of_one_siret_make_one_member_and_the_first_speaks() {
    let ours = NewMember { sites: vec![site("ours.example")], ..named("La Ville", SIRET) };
    let theirs = NewMember {
        kind: Some("commune".to_owned()),
        sites: vec![site("old.example")],
        ..named("VILLE", SIRET)
    };
    let (_, settled) = settled(vec![claim("dpnt", SIRET, theirs), claim("csv", "ville", ours)]);
    let [put] = &settled.put[..] else { panic!("{settled:?}") };
    assert_eq!((put.member.name.as_str(), put.member.kind.as_deref()), ("La Ville", Some("commune")));
    assert_eq!(put.member.sites, [site("ours.example")], "an old address is not audited beside it");
    assert_eq!(put.source, "csv");
}

#[test]
fn a_number_alone_waits_until_somebody_names_it() {
    let number = NewMember { bodies: vec![Body::named("Syndicat A")], ..named("", SIRET) };
    let (_, alone) = settled(vec![claim("operators", SIRET, number.clone())]);
    assert!(alone.put.is_empty() && alone.refused.is_empty());

    let only_tells = Claim { adds: false, ..claim("dpnt", SIRET, named("Ville", SIRET)) };
    let (_, nobody) = settled(vec![only_tells.clone()]);
    assert!(nobody.put.is_empty(), "a source that only adds facts adds no member");

    let (_, both) = settled(vec![only_tells, claim("operators", SIRET, number)]);
    let [put] = &both.put[..] else { panic!("{both:?}") };
    assert_eq!((put.member.name.as_str(), put.member.bodies.len()), ("Ville", 1));
}

#[test]
fn two_keys_of_one_source_are_two_members_whatever_their_siret() {
    let claims =
        vec![claim("csv", "mairie", named("Mairie", SIRET)), claim("csv", "ecole", named("École", SIRET))];
    assert_eq!(settled(claims).1.put.len(), 2);
}

#[test]
fn who_could_only_be_named_by_another_waits_and_is_nobody() {
    let claims =
        vec![claim("csv", "mairie", named("Mairie", SIRET)), claim("csv", "number", named("", SIRET))];
    let (ledger, settled) = settled(claims);
    assert_eq!((settled.put.len(), settled.attached), (1, vec![0]));
    assert_eq!(ledger.claims[1].member, None);
}

#[test]
fn one_key_of_two_bodies_is_refused_for_the_second() {
    let claims =
        vec![claim("csv", "1", named("Ville", SIRET)), claim("dpnt", "1", named("Autre", "21010002000010"))];
    let (_, settled) = settled(claims);
    assert_eq!((settled.put.len(), settled.refused.len()), (1, 1));
}

#[test]
fn a_member_stays_while_one_source_lists_it_and_returns_as_itself() {
    let (mut ledger, first) = settled(vec![
        claim("csv", "ville", named("Ville", SIRET)),
        claim("dpnt", SIRET, named("VILLE", SIRET)),
    ]);
    let standing = KnownMember { digest: first.put[0].digest.clone(), gone: false };
    ledger.members.insert("ville".to_owned(), standing);
    ledger.claims[0].gone = true;
    let one_left = ledger.settle(&[0].into());
    assert_eq!((one_left.put.len(), one_left.gone.len()), (1, 0));
    assert_eq!(one_left.put[0].member.name, "VILLE");

    ledger.claims[1].gone = true;
    let none_left = ledger.settle(&[1].into());
    assert_eq!(none_left.gone, [("ville".to_owned(), "Ville".to_owned())]);

    ledger.members.get_mut("ville").unwrap().gone = true;
    ledger.claims.push(claim("operators", "new-key", named("Ville", SIRET)));
    let back = ledger.settle(&[2].into());
    assert_eq!((back.put[0].change, back.put[0].member.id.as_str()), (Change::Returned, "ville"));
}

#[test]
fn members_that_turn_out_to_be_one_are_one_from_then_on() {
    let (mut ledger, first) = settled(vec![
        claim("csv", "ville", named("Ville", "")),
        claim("dpnt", SIRET, named("VILLE", SIRET)),
        claim("csv", "autre", named("Autre", "")),
    ]);
    for put in &first.put {
        let standing = KnownMember { digest: put.digest.clone(), gone: false };
        ledger.members.insert(put.member.id.clone(), standing);
    }
    ledger.claims[0].said = named("Ville", SIRET);
    let known = ledger.settle(&[0].into());
    let [put] = &known.put[..] else { panic!("{known:?}") };
    assert_eq!((put.change, put.member.id.as_str()), (Change::Changed, "ville"), "csv has the first rank");
    let [(gone, name)] = &known.gone[..] else { panic!("{known:?}") };
    assert_eq!(gone, SIRET);
    assert!(name.starts_with("VILLE") && name.contains("ville"), "{name}");
    assert_eq!((ledger.claims[1].member.as_deref(), known.attached), (Some("ville"), vec![1]));

    // A source that lists both keys counts them as two bodies.
    ledger.claims[2].said = named("Autre", SIRET);
    let two = ledger.settle(&[2].into());
    assert_eq!((two.united.len(), two.gone.len(), two.put[0].member.id.as_str()), (0, 0, "autre"));
}
