//! After any change, an incremental publication gives the same files as one from nothing: no page is outdated because a
//! dependency was missed.

use crate::{common, common::Memory, dates, folder::folder};
use chrono::{DateTime, TimeDelta, Utc};
use report_site::{Body, Language, Member, Publication, Reply, Settings, Site, State, Withdrawal, publish};
use rules::audit::Audit;
use std::{collections::BTreeMap, fs, path::Path};

/// All that a publication is made from.
struct World {
    source: Memory,
    settings: Settings,
    now: DateTime<Utc>,
}

type Change = (&'static str, fn(&mut World));

const CHANGES: &[Change] = &[
    ("a member's name", |world| world.source.members[0].name = "Ville-Neuve d’Exemple".into()),
    ("a member's code", |world| world.source.members[0].codes = vec!["29019".into()]),
    ("a member's kind", |world| world.source.members[0].kind = Some("EPCI".into())),
    ("a member's département", |world| world.source.members[0].department = Some("Morbihan".into())),
    ("an unknown département", |world| world.source.members[1].department = Some("Cornouaille".into())),
    ("a member joins a body", |world| world.source.members[4].bodies = vec!["syndicat".into()]),
    ("a member leaves", |world| world.source.members[2].gone = true),
    ("a member is back", |world| world.source.members[2].gone = false),
    ("a member is new", |world| world.source.members.push(newcomer())),
    ("a body's name", |world| world.source.bodies[0].name = "Syndicat d’Ailleurs".into()),
    ("a body's area", |world| world.source.bodies[0].perimeter = 12),
    ("a body belongs to no other", |world| world.source.bodies[1].bodies.clear()),
    ("a body is new", |world| world.source.bodies.push(other_body())),
    ("a body is gone", |world| world.source.bodies.truncate(2)),
    ("a site's address", |world| world.source.sites[0].url = "https://ville.example/accueil".into()),
    ("a site has two members", |world| world.source.sites[0].members.push("20000000200013".into())),
    ("a site is new", |world| world.source.sites.push(other_site())),
    ("a site is gone", |world| drop(world.source.sites.remove(3))),
    ("an audit is new", |world| {
        world.source.audits.push(common::silent(common::audit("etampes.example", 0)))
    }),
    ("another browser", |world| newest(world).setting.browser = "Chrome/157.0".into()),
    ("other rules", |world| newest(world).setting.rule_set = "0123456789abcdef".into()),
    ("its documents are read", |world| {
        let audit = newest(world);
        *audit = common::offering(audit.clone());
    }),
    ("another software made one", |world| made_with(world, "LibreOffice 7.3")),
    ("one is tagged", |world| {
        let facts = first_facts(world);
        (facts.text, facts.tagged) = (rules::documents::Known::Yes, rules::documents::Known::Yes);
    }),
    ("another statement", |world| newest(world).statement = None),
    ("an audit is withdrawn", |world| withdraw(world, "erreur de notre part")),
    ("for another reason", |world| withdraw(world, "erreur de leur part")),
    ("a shared defect", |world| world.source.shared[0].rule = "image-has-name".into()),
    ("its finding", |world| world.source.shared[0].finding = "0123456789abcdef".into()),
    ("its sites", |world| world.source.shared[0].hosts.push("www.evry.example".into())),
    ("a theme", |world| drop(world.source.made_with.remove("ville.example"))),
    ("a reply", reply),
    ("what the registry has wrong", |world| world.source.registry_defects.truncate(2)),
    ("a statement is about to end", |world| world.now = at("2026-09-16")),
    ("a statement has ended", |world| world.now = at("2027-01-02")),
    ("the observatory's name", |world| world.settings.name = "Observatoire d’ailleurs".into()),
    ("its address", |world| world.settings.base_url = "https://ailleurs.example/".into()),
    ("its operator", |world| world.settings.operator.name = "Syndicat d’ailleurs".into()),
    ("its operator's address", |world| world.settings.operator.email = "a@ailleurs.example".into()),
    ("its crawler", |world| world.settings.crawler.robots_token = "Ailleurs".into()),
    ("its statement", |world| world.settings.statement.state = State::Partially),
    ("what it knows to be wrong", |world| world.settings.statement.known_defects = vec!["Les PDF.".into()]),
    ("its languages", |world| world.settings.languages = vec![Language::French, Language::English]),
    ("which of them is first", |world| world.settings.languages.reverse()),
];

/// Facts of the first document of the newest audit.
fn first_facts(world: &mut World) -> &mut rules::documents::Facts {
    let documents = newest(world).documents.as_mut().unwrap();
    match &mut documents.files[0].reading {
        rules::documents::Reading::Examined { facts } => facts,
        rules::documents::Reading::NotExamined { .. } => unreachable!("the first one was read"),
    }
}

fn made_with(world: &mut World, software: &str) {
    first_facts(world).creator = Some(software.into());
}

#[test]
fn whatever_changes_is_published_wherever_it_shows() {
    let mut world = World { source: few(), settings: common::settings(), now: at("2026-09-15") };
    let again = folder();
    world.publish(again.path());
    for (what, change) in CHANGES {
        change(&mut world);
        let drawn = world.publish(again.path());
        assert!(drawn > 0, "{what} is not shown at all");
        let anew = folder();
        world.publish(anew.path());
        let (left, wanted) = (contents(again.path()), contents(anew.path()));
        for (file, content) in &wanted {
            assert!(left.get(file) == Some(content), "{what} is not published in {file}");
        }
        let more: Vec<_> = left.keys().filter(|file| !wanted.contains_key(*file)).collect();
        assert!(more.iter().all(|file| file.contains("audits/")), "{what} leaves {more:?}");
    }
}

impl World {
    /// Publishes the world, and gives the number of pages that were drawn.
    fn publish(&self, out: &Path) -> usize {
        let publication = Publication::read(self.settings.clone(), self.now, &self.source).unwrap();
        let report = publish(out, &publication, &self.source).unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        report.drawn
    }
}

/// All files by path, except those of the engine.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = dates(folder).into_keys().map(|path| {
        let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        (name, fs::read(&path).unwrap())
    });
    files.filter(|(name, _)| !name.starts_with('.')).collect()
}

/// Audits without findings, because this test is about the pages that lead to audits.
fn few() -> Memory {
    let mut source = common::observatory();
    source.audits = vec![
        bare(common::declaring(common::audit("ville.example", 90))),
        bare(common::declaring(common::audit("ville.example", 70))),
        bare(common::silent(common::audit("bourg.example", 75))),
        bare(common::declaring(common::audit("www.evry.example", 80))),
        common::not_evaluated("etampes.example", 71, "robots-site"),
    ];
    source
}

fn bare(mut audit: Audit) -> Audit {
    audit.findings.clear();
    audit
}

fn newest(world: &mut World) -> &mut Audit {
    &mut world.source.audits[1]
}

fn withdraw(world: &mut World, reason: &str) {
    let withdrawal = Withdrawal { at: at("2026-09-14"), reason: reason.into() };
    world.source.withdrawn.insert(world.source.audits[3].id(), withdrawal);
}

fn reply(world: &mut World) {
    let said = Reply {
        author: "Mairie d’Exemple".into(),
        said_at: world.now - TimeDelta::days(1),
        text: "Nous y travaillons.".into(),
    };
    world.source.replies.insert(world.source.audits[1].id(), vec![said]);
}

fn newcomer() -> Member {
    Member {
        id: "20000000600014".into(),
        codes: vec!["29019".into()],
        name: "Zone d’Exemple".into(),
        ..common::observatory().members[0].clone()
    }
}

fn other_body() -> Body {
    Body {
        id: "autre".into(),
        name: "Agence d’Exemple".into(),
        bodies: vec!["syndicat".into()],
        perimeter: 3,
    }
}

fn other_site() -> Site {
    Site {
        host: "zone.example".into(),
        url: "https://zone.example/".into(),
        members: vec!["20000000600014".into()],
    }
}

fn at(day: &str) -> DateTime<Utc> {
    format!("{day}T08:00:00Z").parse().unwrap()
}
