//! `members list` and `members show`.

use super::super::Ended;
use crate::{report::print, terminal::one_line};
use anyhow::{Result, bail};
use store::{Body, Store};

pub async fn run(store: &Store) -> Result<Ended> {
    const AT_ONCE: u32 = 500;
    let mut after = String::new();
    loop {
        let members = store.members(&after, AT_ONCE).await?;
        let Some(last) = members.last() else { return Ok(Ended::Whole) };
        after = last.id.clone();
        for member in members {
            let sites: Vec<&str> = member.sites.iter().map(|site| site.url.as_str()).collect();
            let gone = if member.gone_at.is_some() { "\tgone" } else { "" };
            print(&format!(
                "{}\t{}\t{}{gone}",
                one_line(&member.id),
                one_line(&member.name),
                one_line(&sites.join(" "))
            ))?;
        }
    }
}

/// Prints all facts about one member, and then the facts that each registry gives.
pub async fn show(store: &Store, id: &str) -> Result<Ended> {
    let Some(member) = store.member(id).await? else {
        bail!("no member has the id {id}: `observatoire members list` shows all");
    };
    let names = |bodies: &[Body]| bodies.iter().map(|body| body.name.clone()).collect::<Vec<_>>().join(", ");
    let sites: Vec<&str> = member.sites.iter().map(|site| site.url.as_str()).collect();
    for (what, value) in [
        ("id", member.id.clone()),
        ("name", member.name.clone()),
        ("kind", member.kind.clone().unwrap_or_default()),
        ("siret", member.siret.clone().unwrap_or_default()),
        ("siren", member.siren.clone().unwrap_or_default()),
        ("insee", member.insee.clone().unwrap_or_default()),
        ("departement", member.departement.clone().unwrap_or_default()),
        ("postal codes", member.postal_codes.clone().unwrap_or_default()),
        ("population", member.population.map(|population| population.to_string()).unwrap_or_default()),
        ("sites", sites.join(" ")),
        ("member of", names(&member.bodies)),
        ("in the area of", names(&member.perimeters)),
        ("gone since", member.gone_at.map(|at| at.to_rfc3339()).unwrap_or_default()),
    ] {
        if !value.is_empty() {
            print(&format!("{what}: {}", one_line(&value)))?;
        }
    }
    for said in store.said_of(id).await? {
        let sites: Vec<&str> = said.member.sites.iter().map(|site| site.url.as_str()).collect();
        let bodies = names(&said.member.bodies);
        let line = format!(
            "  {} ({}): {} {} {bodies}",
            said.source,
            said.member.id,
            said.member.name,
            sites.join(" ")
        );
        print(one_line(&line).trim_end())?;
    }
    Ok(Ended::Whole)
}
