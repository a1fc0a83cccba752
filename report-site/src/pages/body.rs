//! A body that many members share: its members, how their sites stand, what moved, and what they have in common.

use super::{
    Context, at,
    directory::MemberRow,
    group::{self, Group},
    rows::SiteRow,
    shell::{Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    input::{Body, Member},
    language::Say,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "body.html")]
pub struct BodyPage {
    pub shell: Shell,
    pub name: Text,
    /// «12 membres»
    pub members_count: String,
    pub group: Group,
    pub members: Vec<MemberSites>,
}

/// A member with its sites.
#[derive(Serialize)]
pub struct MemberSites {
    pub member: MemberRow,
    pub sites: Vec<SiteRow>,
}

pub(crate) fn page<'a>(context: &Context<'a>, body: &Body) -> Result<Page<'a>, DrawError> {
    let folder = at::body(&body.id)?;
    let language = context.language;
    let belongs = |member: &&Member| member.bodies.contains(&body.id);
    let members: Vec<_> = context.catalog.present().filter(belongs).collect();
    let content = BodyPage {
        shell: context
            .shell(&folder, Section::Directory, &body.name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        name: Text::line(&body.name),
        members_count: members_count(members.len(), language),
        group: Group::of(context, &group::hosts_of(context, members.iter().copied())),
        members: members_with_sites(context, &members),
    };
    Ok(context.html(&folder, content))
}

pub(super) fn members_count(members: usize, language: rules::messages::Language) -> String {
    language.count(members, ["membre", "membres", "member", "members"])
}

pub(super) fn members_with_sites(context: &Context<'_>, members: &[&Member]) -> Vec<MemberSites> {
    let with_sites = |member: &&Member| {
        Some(MemberSites {
            member: MemberRow::of(member)?,
            sites: group::site_rows(&context.catalog.hosts_of(member), context.language),
        })
    };
    members.iter().filter_map(with_sites).collect()
}
