//! A body that many members share: its members and what the latest audits of their sites say.

use super::{
    Context, at,
    directory::MemberRow,
    rows::SiteRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    french::count,
    input::Body,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "body.html")]
pub struct BodyPage {
    pub shell: Shell,
    pub name: Text,
    pub members: Vec<MemberSites>,
    /// «12 membres», «15 sites suivis», «9 évalués»
    pub members_count: String,
    pub sites: String,
    pub evaluated: String,
}

#[derive(Serialize)]
pub struct MemberSites {
    pub member: MemberRow,
    pub sites: Vec<SiteRow>,
}

pub(crate) fn page<'a>(context: &Context<'a>, body: &Body) -> Result<Page<'a>, DrawError> {
    let folder = at::body(&body.id)?;
    let shell = context.shell(&folder, Section::Directory, &body.name);
    let members = members(context, body);
    let sites: Vec<_> = members.iter().flat_map(|member| &member.sites).collect();
    let evaluated = |row: &&SiteRow| row.latest.as_ref().is_some_and(|latest| latest.result.evaluated);
    let content = BodyPage {
        shell: shell.below(&at::named("annuaire"), "Annuaire"),
        name: Text::line(&body.name),
        members_count: count(members.len() as u64, "membre", "membres"),
        sites: count(sites.len() as u64, "site suivi", "sites suivis"),
        evaluated: count(sites.into_iter().filter(evaluated).count() as u64, "évalué", "évalués"),
        members,
    };
    Ok(Page::html(&folder, content))
}

fn members(context: &Context<'_>, body: &Body) -> Vec<MemberSites> {
    let belongs = |member: &&crate::input::Member| member.bodies.contains(&body.id);
    let sites_of = |member| {
        let sites = context.catalog.hosts_of(member);
        Some(MemberSites {
            member: MemberRow::of(member)?,
            sites: sites.into_iter().filter_map(|(name, host)| SiteRow::of(name, host)).collect(),
        })
    };
    context.catalog.present().filter(belongs).filter_map(sites_of).collect()
}
