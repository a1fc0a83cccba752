//! `sample`: draws members at random, as many from each stratum as corresponds to its share of the registry. The same
//! seed draws the same members.

mod draw;

use super::Ended;
use crate::{cli, config::Config, database, report::tell, words::say};
use anyhow::{Result, bail};
use draw::{Candidate, Drawn, draw};
use std::collections::HashSet;
use store::{Member, Store};

const AT_ONCE: u32 = 500;

const COLUMNS: [&str; 10] = [
    "member",
    "name",
    "kind",
    "departement",
    "sites",
    "seen",
    "stratum_members",
    "stratum_drawn",
    "urls",
    "population",
];

pub async fn run(config: &Config, asked: &cli::DrawSample) -> Result<Ended> {
    let store = database::open(config).await?;
    let candidates = candidates(&store).await?;
    if candidates.is_empty() {
        bail!(say!("sample-none"));
    }
    let all = candidates.len();
    let drawn = draw(candidates, asked.size as usize, asked.seed);
    let mut table = csv::Writer::from_writer(std::io::stdout());
    table.write_record(COLUMNS)?;
    for line in &drawn {
        table.write_record(cells(line))?;
    }
    table.flush()?;
    let strata: HashSet<_> = drawn.iter().map(|line| line.candidate.stratum()).collect();
    tell(&say!("sample-drawn", drawn = drawn.len(), all = all, strata = strata.len(), seed = asked.seed,));
    Ok(Ended::whole(drawn.len() == asked.size as usize))
}

/// Present members that have a site.
async fn candidates(store: &Store) -> Result<Vec<Candidate>> {
    let seen = seen(store).await?;
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let members = store.members(&after, AT_ONCE).await?;
        let Some(last) = members.last() else { return Ok(all) };
        after = last.id.clone();
        let present =
            members.into_iter().filter(|member| member.gone_at.is_none() && !member.sites.is_empty());
        all.extend(present.map(|member| candidate(member, &seen)));
    }
}

fn candidate(member: Member, seen: &HashSet<String>) -> Candidate {
    Candidate {
        is_seen: member.sites.iter().any(|site| seen.contains(&site.host_key)),
        urls: member.sites.into_iter().map(|site| site.url).collect(),
        population: member.population,
        id: member.id,
        name: member.name,
        kind: member.kind.unwrap_or_default(),
        departement: member.departement.unwrap_or_default(),
    }
}

/// Hosts with an evaluated audit that was not withdrawn.
async fn seen(store: &Store) -> Result<HashSet<String>> {
    let (mut hosts, mut after) = (HashSet::new(), 0);
    loop {
        let heads = store.audits_changed_after(after, AT_ONCE).await?;
        let Some(last) = heads.last() else { return Ok(hosts) };
        after = last.revision;
        let evaluated = heads.into_iter().filter(|head| head.cause.is_none() && head.withdrawn.is_none());
        hosts.extend(evaluated.map(|head| head.host));
    }
}

fn cells(line: &Drawn) -> [String; 10] {
    let Candidate { id, name, kind, departement, population, urls, is_seen } = &line.candidate;
    let text = |text: &str| report_site::neutral_cell(text);
    [
        text(id),
        text(name),
        text(kind),
        text(departement),
        urls.len().to_string(),
        is_seen.to_string(),
        line.of.to_string(),
        line.drawn.to_string(),
        text(&urls.join(" ")),
        population.map(|population| population.to_string()).unwrap_or_default(),
    ]
}
