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
    let shown = |value: String| Some(one_line(&value)).filter(|value| !value.is_empty());
    let or_none = |value: &Option<String>| shown(value.clone().unwrap_or_default());
    let facts = [
        shown(member.id.clone()).map(|value| say!("member-show-id", value = value)),
        shown(member.name.clone()).map(|value| say!("member-show-name", value = value)),
        or_none(&member.kind).map(|value| say!("member-show-kind", value = value)),
        or_none(&member.siret).map(|value| say!("member-show-siret", value = value)),
        or_none(&member.siren).map(|value| say!("member-show-siren", value = value)),
        or_none(&member.insee).map(|value| say!("member-show-insee", value = value)),
        or_none(&member.departement).map(|value| say!("member-show-departement", value = value)),
        or_none(&member.postal_codes).map(|value| say!("member-show-postal-codes", value = value)),
        member
            .population
            .map(|population| population.to_string())
            .map(|value| say!("member-show-population", value = value)),
        shown(sites.join(" ")).map(|value| say!("member-show-sites", value = value)),
        shown(names(&member.bodies)).map(|value| say!("member-show-member-of", value = value)),
        shown(names(&member.perimeters)).map(|value| say!("member-show-in-the-area-of", value = value)),
        member.gone_at.map(|at| at.to_rfc3339()).map(|value| say!("member-show-gone-since", value = value)),
    ];
    for fact in facts.into_iter().flatten() {
        print(&fact)?;
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
