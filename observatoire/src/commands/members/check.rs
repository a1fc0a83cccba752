//! `members check`: checks the addresses of the registry, and writes the defects as CSV for the registry's keeper and
//! for the public site.

use super::{super::Ended, told::harmless};
use crate::{cli::Check, clock, config::Config, engine, report::tell, words::say};
use anyhow::{Context, Result, bail};
use crawler::{
    discovery::site::page_key,
    members::check::{Checker, Defect, FoundDefect},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::Write,
    sync::Arc,
};
use store::{Member, RegistryDefect, Store};
use tokio::task::JoinSet;
use url::Url;

/// Below this number of addresses, many dead ones do not mean that our own network has failed.
const FEW: usize = 10;
/// Largest share of dead addresses, 0 to 1. With a larger share our own network is suspected.
const MOST_DEAD: f64 = 0.5;

pub async fn run(config: &Config, store: &Store, asked: Check) -> Result<Ended> {
    let mut config = config.clone();
    config.crawl.allow_private |= asked.allow_private;
    engine::check_identity(&config)?;
    let members = present(store).await?;
    let origin = Origins::read(store).await?;
    let addresses: BTreeSet<Url> = members.iter().flat_map(urls).collect();
    tell(&say!("check-begins", members = members.len(), addresses = addresses.len()));
    let found = look(&config, &addresses).await?;
    let dead = found.values().filter(|(defect, _)| *defect == Defect::Dead).count();
    if addresses.len() >= FEW && dead as f64 > addresses.len() as f64 * MOST_DEAD {
        bail!(say!("check-doubt", dead = dead, count = addresses.len()));
    }
    let defects = defects(&members, &origin, &found);
    store.replace_registry_defects(&defects).await?;
    write(asked.output.as_deref(), &members, &defects)?;
    tell(&say!("check-done", count = defects.len()));
    Ok(Ended::whole(defects.is_empty()))
}

async fn present(store: &Store) -> Result<Vec<Member>> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let some = store.members(&after, 500).await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = last.id.clone();
        all.extend(some.into_iter().filter(|member| member.gone_at.is_none()));
    }
}

fn urls(member: &Member) -> impl Iterator<Item = Url> {
    member.sites.iter().filter_map(|site| site.url.parse().ok())
}

/// The registry that gave each address.
struct Origins {
    /// Registry by member id and address.
    of: HashMap<(String, String), String>,
    /// Member id, text that is no address, registry.
    malformed: Vec<(String, String, String)>,
}

impl Origins {
    async fn read(store: &Store) -> Result<Self> {
        let mut origins = Self { of: HashMap::new(), malformed: Vec::new() };
        for said in store.all_said().await? {
            let Some(member) = said.of else { continue };
            for site in said.member.sites {
                origins.of.entry((member.clone(), site.url)).or_insert_with(|| said.source.clone());
            }
            for written in said.member.malformed {
                origins.malformed.push((member.clone(), written, said.source.clone()));
            }
        }
        Ok(origins)
    }
}

/// Visits each address once, with the delays of a run. Gives the defects that were found, by address.
async fn look(config: &Config, addresses: &BTreeSet<Url>) -> Result<HashMap<Url, FoundDefect>> {
    let checker = Arc::new(engine::checker(config)?);
    let (mut running, mut waiting, mut found) = (JoinSet::new(), addresses.iter(), HashMap::new());
    loop {
        while running.len() < config.crawl.width
            && let Some(url) = waiting.next()
        {
            let (checker, url): (Arc<Checker<_>>, Url) = (checker.clone(), url.clone());
            running.spawn(async move { (checker.look(&url).await, url) });
        }
        match running.join_next().await {
            None => return Ok(found),
            Some(ended) => {
                if let (Some(defect), url) = ended.with_context(|| say!("check-fell"))? {
                    found.insert(url, defect);
                }
            }
        }
    }
}

fn defects(members: &[Member], origins: &Origins, found: &HashMap<Url, FoundDefect>) -> Vec<RegistryDefect> {
    let now = clock::now();
    let mut sharing: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for member in members {
        urls(member).for_each(|url| {
            sharing.entry(page_key(&url)).or_default().insert(&member.name);
        });
    }
    let present: BTreeMap<&str, &Member> =
        members.iter().map(|member| (member.id.as_str(), member)).collect();
    let defect = |member: &Member, code: Defect, value: &str, source: &str, detail: String| RegistryDefect {
        member_id: member.id.clone(),
        code: code.code().to_owned(),
        value: value.to_owned(),
        source: source.to_owned(),
        detail,
        found_at: now,
    };
    let mut all = Vec::new();
    for (member, written, source) in &origins.malformed {
        if let Some(member) = present.get(member.as_str()) {
            all.push(defect(member, Defect::Malformed, written, source, String::new()));
        }
    }
    let with_malformed: BTreeSet<String> = all.iter().map(|defect| defect.member_id.clone()).collect();
    for member in members {
        if member.sites.is_empty() && !with_malformed.contains(&member.id) {
            all.push(defect(member, Defect::NoSite, "", &member.source, String::new()));
        }
        for url in urls(member) {
            let key = (member.id.clone(), url.to_string());
            let source = origins.of.get(&key).unwrap_or(&member.source);
            if let Some((code, detail)) = found.get(&url) {
                all.push(defect(member, *code, url.as_str(), source, detail.clone()));
            }
            let others = sharing.get(&page_key(&url)).into_iter().flatten();
            let others: Vec<&str> = others.copied().filter(|name| *name != member.name).collect();
            if !others.is_empty() {
                let shown = others.iter().take(5).copied().collect::<Vec<_>>().join(", ");
                let more = others.len().saturating_sub(5);
                let more = if more > 0 { format!(" et {more} autres") } else { String::new() };
                all.push(defect(
                    member,
                    Defect::Shared,
                    url.as_str(),
                    source,
                    format!("aussi : {shown}{more}"),
                ));
            }
        }
    }
    all
}

fn write(output: Option<&std::path::Path>, members: &[Member], defects: &[RegistryDefect]) -> Result<()> {
    let text = csv(members, defects).with_context(|| say!("check-no-csv"))?;
    match output {
        Some(file) => std::fs::write(file, text).with_context(|| say!("cannot-write", file = file.display())),
        None => std::io::stdout().write_all(&text).with_context(|| say!("output-closed")),
    }
}

fn csv(members: &[Member], defects: &[RegistryDefect]) -> Result<Vec<u8>> {
    let by_id: HashMap<&str, &Member> = members.iter().map(|member| (member.id.as_str(), member)).collect();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record([
        "id",
        "nom",
        "siret",
        "insee",
        "departement",
        "registre",
        "defaut",
        "libelle",
        "adresse",
        "constat",
        "le",
    ])?;
    for defect in defects {
        let Some(member) = by_id.get(defect.member_id.as_str()) else { continue };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells = [
            member.id.clone(),
            member.name.clone(),
            text(&member.siret),
            text(&member.insee),
            text(&member.departement),
            defect.source.clone(),
            defect.code.clone(),
            report_site::words::registry_defect(&defect.code).label.french.to_string(),
            defect.value.clone(),
            defect.detail.clone(),
            defect.found_at.format("%Y-%m-%d").to_string(),
        ];
        writer.write_record(cells.map(|cell| harmless(&cell)))?;
    }
    Ok(writer.into_inner()?)
}
