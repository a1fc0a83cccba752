//! `members`: the registry of those whose sites are audited.

use super::{Ended, open};
use crate::{cli::Members, clock, config::Config, host_key::host_key};
use anyhow::Result;
use crawler::members::{Connector, Csv, Member};
use std::path::Path;
use store::{Body, NewMember, NewSite, Store};

pub async fn run(config: &Config, asked: Members) -> Result<Ended> {
    match asked {
        Members::Import { file, source } => import(&open(config).await?, &file, &source).await,
        Members::List => list(&open(config).await?).await,
    }
}

/// Lines that are wrong are told one by one; all others are taken.
async fn import(store: &Store, file: &Path, source: &str) -> Result<Ended> {
    let read = Csv.read(&file.to_string_lossy()).await?;
    for error in &read.errors {
        eprintln!("{error}");
    }
    let members: Vec<NewMember> = read.members.into_iter().map(record).collect();
    let summary = store.import_members(source, &members, clock::now()).await?;
    for refused in &summary.refused {
        eprintln!("{}: {}", refused.member, refused.reason);
    }
    println!(
        "{} added, {} changed, {} unchanged, {} gone, {} returned; {} to correct",
        summary.added,
        summary.changed,
        summary.unchanged,
        summary.gone,
        summary.returned,
        read.errors.len() + summary.refused.len()
    );
    Ok(Ended::whole(read.errors.is_empty() && summary.refused.is_empty()))
}

fn record(member: Member) -> NewMember {
    let site = |url: &url::Url| NewSite { url: url.to_string(), host_key: host_key(url) };
    NewMember {
        sites: member.sites.iter().map(site).collect(),
        bodies: member.bodies.iter().map(|name| Body::named(name)).collect(),
        id: member.id,
        name: member.name,
        kind: member.kind,
        siren: member.siren,
        siret: member.siret,
        insee: member.insee,
        departement: member.departement,
        contact: member.contact,
    }
}

async fn list(store: &Store) -> Result<Ended> {
    const AT_ONCE: u32 = 500;
    let mut after = String::new();
    loop {
        let members = store.members(&after, AT_ONCE).await?;
        let Some(last) = members.last() else { return Ok(Ended::Whole) };
        after = last.id.clone();
        for member in members {
            let sites: Vec<&str> = member.sites.iter().map(|site| site.url.as_str()).collect();
            let gone = if member.gone_at.is_some() { "\tgone" } else { "" };
            println!("{}\t{}\t{}{gone}", member.id, member.name, sites.join(" "));
        }
    }
}
