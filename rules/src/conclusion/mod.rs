//! Concludes what the site declares from the readings of all pages, and judges it on the day of the audit.

mod contradict;

use crate::{
    audit::{Audit, PageKind},
    page::host_of,
    statement::{
        Confidence, DutyLink, Programme, Read, ReadBeside, SourceReading, Statement, StatementCheck,
        StatementKind, Target,
        duties::{self, Facts},
        is_document, same_page,
    },
};
use url::Url;

/// What the site declares, judged on the day of the audit. `None` if the home page was not seen.
pub fn conclude(audit: &Audit, sources: &[SourceReading], beside: Vec<ReadBeside>) -> Option<StatementCheck> {
    let home = sources.iter().find(|source| source.page == Some(0))?;
    let chosen = choose(audit, home, sources);
    let statement = chosen.and_then(|source| source.reading.statement.clone());
    let scheme = programme(chosen, sources, Target::Scheme);
    let plan = programme(chosen, sources, Target::Plan);
    let facts = Facts {
        today: audit.started_at.date_naive(),
        host: host_of(&audit.site.url).unwrap_or_default(),
        mentions: &home.reading.mentions,
        statement: statement.as_ref(),
        address: chosen.map(|source| source.final_url.as_str()),
        scheme: scheme.as_ref(),
        plan: plan.as_ref(),
        sources,
    };
    let duties = duties::judge(&facts);
    let contradictions = contradict::find(audit, &facts);
    let mut looked_at: Vec<String> = sources.iter().map(|source| source.final_url.clone()).collect();
    looked_at.dedup();
    Some(StatementCheck {
        judged_on: facts.today,
        mentions: home.reading.mentions.clone(),
        address: chosen.map(|source| source.final_url.clone()),
        documents: documents(chosen, sources),
        human_audits: chosen.map(|source| linked(source, Target::HumanAudit)).unwrap_or_default(),
        duties,
        contradictions,
        read_beside: beside,
        looked_at,
        statement,
        scheme: scheme.map(|read| read.value),
        plan: plan.map(|read| read.value),
    })
}

/// Chooses the statement of this site among the pages that are statements: the one to which the mention on the home
/// page links comes first. `None` if nothing shows that one of them is about this site.
fn choose<'s>(
    audit: &Audit,
    home: &SourceReading,
    sources: &'s [SourceReading],
) -> Option<&'s SourceReading> {
    let site = host_of(&audit.site.url)?;
    let mention = home.reading.mentions.iter().filter_map(|mention| mention.link.as_deref());
    let mentioned: Vec<&str> = mention.collect();
    let links: Vec<&str> = home
        .reading
        .links
        .iter()
        .filter(|link| link.target == Target::Statement)
        .map(|link| link.address.as_str())
        .collect();
    let leads = |list: &[&str], source: &SourceReading| {
        list.iter().any(|address| same_page(address, &source.url) || same_page(address, &source.final_url))
    };
    let rank = |source: &SourceReading, statement: &Statement| {
        let is_own = statement.covered_hosts.contains(&site);
        let is_others = !statement.covered_hosts.is_empty() && !is_own;
        let is_named = source
            .page
            .and_then(|page| audit.pages.get(page as usize))
            .is_some_and(|page| page.kind == PageKind::ACCESSIBILITY);
        match () {
            () if leads(&mentioned, source) => Some(0),
            () if is_own && leads(&links, source) => Some(1),
            () if is_advised(&source.final_url) => Some(2),
            () if is_own => Some(3),
            () if leads(&links, source) => Some(4),
            () if is_named && !is_others => Some(5),
            () if source.page == Some(0) && !is_others => Some(6),
            () => None,
        }
    };
    let candidates = sources.iter().filter_map(|source| {
        let statement = source.reading.statement.as_ref()?;
        Some(((rank(source, statement)?, statement.kind == StatementKind::InWriting), source))
    });
    candidates.min_by_key(|(rank, _)| *rank).map(|(_, source)| source)
}

/// Whether the address is the one that the order of 20 September 2019 recommends: `/accessibilite`.
fn is_advised(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let parts: Vec<&str> =
        url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
    matches!(parts[..], [one] if matches!(one.split('.').next(), Some("accessibilite" | "accessibilit%C3%A9")))
}

/// The scheme or plan as the statement describes it, completed from its own page; without both, from a link to it.
fn programme(
    chosen: Option<&SourceReading>,
    sources: &[SourceReading],
    target: Target,
) -> Option<Read<Programme>> {
    let own = |source: &SourceReading| match target {
        Target::Scheme => source.reading.scheme.clone(),
        _ => source.reading.plan.clone(),
    };
    let said =
        chosen.and_then(|source| source.reading.statement.as_ref()).and_then(|statement| match target {
            Target::Scheme => statement.scheme.clone(),
            _ => statement.plan.clone(),
        });
    let page = sources.iter().find_map(|source| Some((source, own(source)?)));
    match (said, page) {
        (Some(mut said), Some((source, page))) => {
            said.value.is_announced_only = false;
            if said.value.years.is_empty() || page.value.years.last() > said.value.years.last() {
                said.value.years = page.value.years;
            }
            if !said.value.addresses.iter().any(|address| same_page(address, &source.final_url)) {
                said.value.addresses.push(source.final_url.clone());
            }
            Some(said)
        }
        (None, Some((source, mut page))) => {
            page.value.addresses.push(source.final_url.clone());
            Some(page)
        }
        (said, None) => said.or_else(|| linked_anywhere(sources, target)),
    }
}

/// The first link of any page to a scheme or plan that is clearly about accessibility.
fn linked_anywhere(sources: &[SourceReading], target: Target) -> Option<Read<Programme>> {
    let about = |link: &&DutyLink| {
        let words = format!("{} {}", link.text, link.address).to_lowercase();
        link.target == target && (words.contains("accessib") || words.contains("rgaa"))
    };
    let link = sources.iter().flat_map(|source| &source.reading.links).find(about)?;
    Some(Read {
        value: Programme { addresses: vec![link.address.clone()], ..Programme::default() },
        excerpt: link.text.clone(),
        selector: String::new(),
        confidence: Confidence::Probable,
    })
}

fn linked(source: &SourceReading, target: Target) -> Vec<DutyLink> {
    source.reading.links.iter().filter(|link| link.target == target).cloned().collect()
}

/// Files to which the home page or the statement links for one of the duties, human audits excepted.
fn documents(chosen: Option<&SourceReading>, sources: &[SourceReading]) -> Vec<DutyLink> {
    let home = sources.iter().filter(|source| source.page == Some(0));
    let mut found: Vec<DutyLink> = Vec::new();
    for link in home.chain(chosen).flat_map(|source| &source.reading.links) {
        let is_wanted = is_document(&link.address) && link.target != Target::HumanAudit;
        if is_wanted && !found.iter().any(|held| held.address == link.address) {
            found.push(link.clone());
        }
    }
    found
}
