//! `members list` and `members show`.

use super::super::Ended;
use crate::{report::print, terminal::one_line, words::say};
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
            let gone =
                if member.gone_at.is_some() { format!("\t{}", say!("member-gone")) } else { String::new() };
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
        bail!(say!("member-unknown", id = id));
    };
    let names = |bodies: &[Body]| bodies.iter().map(|body| body.name.clone()).collect::<Vec<_>>().join(", ");
    let sites: Vec<&str> = member.sites.iter().map(|site| site.url.as_str()).collect();
    for (what, value) in [
        (say!("member-id"), member.id.clone()),
        (say!("member-name"), member.name.clone()),
        (say!("member-kind"), member.kind.clone().unwrap_or_default()),
        (say!("member-siret"), member.siret.clone().unwrap_or_default()),
        (say!("member-siren"), member.siren.clone().unwrap_or_default()),
        (say!("member-insee"), member.insee.clone().unwrap_or_default()),
        (say!("member-departement"), member.departement.clone().unwrap_or_default()),
        (say!("member-postal-codes"), member.postal_codes.clone().unwrap_or_default()),
        (
            say!("member-population"),
            member.population.map(|population| population.to_string()).unwrap_or_default(),
        ),
        (say!("member-sites"), sites.join(" ")),
        (say!("member-member-of"), names(&member.bodies)),
        (say!("member-in-the-area-of"), names(&member.perimeters)),
        (say!("member-gone-since"), member.gone_at.map(|at| at.to_rfc3339()).unwrap_or_default()),
    ] {
        if !value.is_empty() {
            print(&say!("member-fact", what = what, value = one_line(&value)))?;
        }
    }
    for said in store.said_of(id).await? {
        let sites: Vec<&str> = said.member.sites.iter().map(|site| site.url.as_str()).collect();
        let bodies = names(&said.member.bodies);
        let facts = format!("{} {} {bodies}", said.member.name, sites.join(" "));
        let line = say!("member-said", source = said.source, id = said.member.id, facts = facts);
        print(one_line(&line).trim_end())?;
    }
    Ok(Ended::Whole)
}
