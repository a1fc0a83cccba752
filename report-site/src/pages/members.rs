//! The members of a body or a département with their sites, and those of a member with very many sites: on the page
//! itself if they are few, and otherwise on pages of their own.

use super::{
    Context,
    directory::{self, MEMBERS, MemberRow},
    group,
    listing::{self, ChunkLink, Item, Leaf, LetterLink, Listing},
    rows::SiteRow,
    shell::{Crumb, Section, Shell},
};
use crate::{
    engine::{Digest, DrawError, Page, SitePath},
    filed::Filed,
    input::Member,
    language::Say,
    pages::at,
    text::{Text, weight},
};
use askama::Template;
use rules::page::without_www;
use serde::Serialize;

/// The members of a group on its page, or the letters that lead to them.
#[derive(Serialize)]
pub struct Members {
    pub entries: Vec<MemberSites>,
    pub letters: Vec<LetterLink>,
}

/// A member with its sites.
#[derive(Serialize)]
pub struct MemberSites {
    pub member: MemberRow,
    /// The first of its sites.
    pub sites: Vec<SiteRow>,
    /// «et 12 autres sites», which its own page shows.
    pub more: Option<String>,
}

/// Most sites of one member in a list of members.
const MOST_SITES: usize = 20;

/// Some members of a group, with their sites.
#[derive(Template, Serialize)]
#[template(path = "members.html")]
pub struct MembersPage {
    pub shell: Shell,
    /// «Membres de Syndicat : S, page 2 sur 3»
    pub heading: Text,
    pub letters: Vec<LetterLink>,
    pub chunks: Vec<ChunkLink>,
    pub count: String,
    pub members: Vec<MemberSites>,
}

/// Some sites of a member that has very many.
#[derive(Template, Serialize)]
#[template(path = "sites.html")]
pub struct SitesPage {
    pub shell: Shell,
    pub heading: Text,
    pub letters: Vec<LetterLink>,
    pub chunks: Vec<ChunkLink>,
    pub count: String,
    pub sites: Vec<SiteRow>,
}

/// Words for the number of sites.
pub const SITES: [&str; 4] = ["site", "sites", "site", "sites"];

/// The members of the group whose page is `group`.
pub fn listing<'a>(
    context: &Context<'a>,
    group: &SitePath,
    members: impl IntoIterator<Item = &'a Member>,
) -> Listing<'a, &'a Member> {
    let item = |member: &'a Member| {
        let sites = context.catalog.names_of(member);
        let sites: usize = sites.iter().take(MOST_SITES).map(|host| weight_of_site(host)).sum();
        Item {
            name: Filed::from_name(&member.name).name,
            weight: 180 + weight(&member.name) + sites,
            value: member,
        }
    };
    Listing::new(group.join(&at::named("membres")), members.into_iter().map(item))
}

/// The sites of a member, by host.
pub fn sites_of<'a>(context: &Context<'a>, member: &Member) -> Result<Listing<'a, &'a str>, DrawError> {
    let item = |host: &&'a str| Item { name: without_www(host), weight: weight_of_site(host), value: *host };
    let mut items: Vec<_> = context.catalog.names_of(member).iter().map(item).collect();
    items.sort_by_key(|item| item.name);
    Ok(Listing::new(at::member(&member.id)?.join(&at::named("sites")), items))
}

/// Whether the page of a member has room for all its sites, as it nearly always has.
pub fn sites_stand_whole(context: &Context<'_>, member: &Member) -> bool {
    let names = context.catalog.names_of(member);
    listing::stands_whole(names.iter().map(|name| weight_of_site(name)).sum())
}

/// Approximate size of a site's entry in bytes of HTML. The host name occurs four times, in addresses and texts.
fn weight_of_site(host: &str) -> usize {
    420 + 4 * host.len()
}

impl Members {
    pub fn new(context: &Context<'_>, list: &Listing<'_, &Member>) -> Self {
        let entries = list.whole().into_iter().flatten().filter_map(|member| with_sites(context, member));
        Self { entries: entries.collect(), letters: list.letters(context.language, MEMBERS) }
    }
}

fn with_sites(context: &Context<'_>, member: &Member) -> Option<MemberSites> {
    let language = context.language;
    let hosts = context.catalog.hosts_of(member);
    let sites = group::site_rows(&hosts[..hosts.len().min(MOST_SITES)], language);
    let words = ["autre site", "autres sites", "other site", "other sites"];
    let more = hosts.len().saturating_sub(MOST_SITES);
    let more = (more > 0).then(|| format!("{} {}", language.t("et", "and"), language.count(more, words)));
    Some(MemberSites { member: MemberRow::from_member(member)?, sites, more })
}

/// A page of members below that of their group. `name` is the name of the group, `above` are the breadcrumbs to it.
pub fn page<'a>(
    context: &'a Context<'a>,
    leaf: Leaf<'a, &'a Member>,
    name: &str,
    above: Vec<Crumb>,
) -> Result<Page<'a>, DrawError> {
    let key = Digest::of_value(&(name, leaf.digest(|member| context.digests.with_sites(member))));
    let name = Text::line(name);
    Ok(context.html_of(&leaf.folder()?, key, move || members_page(context, &leaf, &name, above)))
}

fn members_page(
    context: &Context<'_>,
    leaf: &Leaf<'_, &Member>,
    name: &Text,
    above: Vec<Crumb>,
) -> Result<MembersPage, DrawError> {
    let language = context.language;
    let heading = directory::heading(
        &format!("{} {}", language.t("Membres de", "Members of"), name),
        &leaf.name(language),
        language,
    );
    Ok(MembersPage {
        shell: shell(context, &leaf.folder()?, &heading, above),
        heading: Text::capped(&heading, 300),
        letters: leaf.letters(language, MEMBERS),
        chunks: leaf.siblings(),
        count: language.count(leaf.count(), MEMBERS),
        members: leaf.values().iter().filter_map(|member| with_sites(context, member)).collect(),
    })
}

/// A page of the sites of a member.
pub fn sites_page<'a>(
    context: &'a Context<'a>,
    leaf: Leaf<'a, &'a str>,
    member: &'a Member,
) -> Result<Page<'a>, DrawError> {
    let digests = context.digests;
    let key = Digest::of_value(&(digests.member(member), leaf.digest(|host| digests.host(host))));
    Ok(context.html_of(&leaf.folder()?, key, move || sites_of_leaf(context, &leaf, member)))
}

fn sites_of_leaf(
    context: &Context<'_>,
    leaf: &Leaf<'_, &str>,
    member: &Member,
) -> Result<SitesPage, DrawError> {
    let language = context.language;
    let heading = directory::heading(
        &format!("{} {}", language.t("Sites de", "Sites of"), Text::line(&member.name)),
        &leaf.name(language),
        language,
    );
    let above = Crumb { path: at::member(&member.id)?.to_string(), text: Text::line(&member.name) };
    let host = |name: &&str| {
        let host = context.catalog.hosts.get(name)?;
        SiteRow::from_host(name, host, language)
    };
    Ok(SitesPage {
        shell: shell(context, &leaf.folder()?, &heading, vec![above]),
        heading: Text::capped(&heading, 300),
        letters: leaf.letters(language, SITES),
        chunks: leaf.siblings(),
        count: language.count(leaf.count(), SITES),
        sites: leaf.values().iter().filter_map(host).collect(),
    })
}

fn shell(context: &Context<'_>, folder: &SitePath, heading: &str, above: Vec<Crumb>) -> Shell {
    let directory = context.language.t("Annuaire", "Directory");
    let mut shell =
        context.shell(folder, Section::Directory, heading).below(&at::named("annuaire"), directory);
    shell.crumbs.extend(above);
    shell
}
