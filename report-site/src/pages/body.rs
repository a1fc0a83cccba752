//! A body that many members share: its members, how their sites stand, what moved, and what they have in common.

use super::{
    Context, at,
    declarations::Declarations,
    directory::MemberRow,
    group::{self, Group, Standing},
    rows::SiteRow,
    shell::{Crumb, Section, Shell},
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
    /// The bodies it belongs to, and those that belong to it directly.
    pub belongs_to: Vec<Crumb>,
    pub bodies: Vec<Crumb>,
    /// Members of the bodies below it that are not its own.
    pub indirect: Vec<MemberRow>,
    /// «5 012 membres indirects»
    pub indirect_count: String,
    /// Figures over direct and indirect members; `None` where it has no indirect ones.
    pub everyone: Option<Everyone>,
    /// How many members lie in the area it covers; `None` where none is known.
    pub perimeter: Option<String>,
    pub group: Group,
    pub members: Vec<MemberSites>,
}

/// A body may belong to a body: how the sites of all stand who are its members, directly or through another.
#[derive(Serialize)]
pub struct Everyone {
    /// «5 312 membres»
    pub members_count: String,
    pub standing: Standing,
    pub declarations: Option<Declarations>,
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
    let members: Vec<_> = context.catalog.members_of(&body.id).collect();
    let indirect = context.catalog.indirect_members_of(body);
    let crumb = |other: &Body| {
        Some(Crumb { path: at::body(&other.id).ok()?.to_string(), text: Text::line(&other.name) })
    };
    let children =
        context.catalog.bodies.iter().filter(|child| child.id != body.id && child.bodies.contains(&body.id));
    let content = BodyPage {
        shell: context
            .shell(&folder, Section::Directory, &body.name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        name: Text::line(&body.name),
        members_count: members_count(members.len(), language),
        group: Group::of(context, &group::hosts_of(context, members.iter().copied())),
        members: members_with_sites(context, &members),
        belongs_to: body.bodies.iter().filter_map(|id| crumb(context.catalog.body(id)?)).collect(),
        bodies: children.filter_map(|child| crumb(child)).collect(),
        indirect_count: language.count(
            indirect.len(),
            ["membre indirect", "membres indirects", "indirect member", "indirect members"],
        ),
        everyone: (!indirect.is_empty()).then(|| Everyone::of(context, &members, &indirect)),
        indirect: indirect.into_iter().filter_map(MemberRow::of).collect(),
        perimeter: (body.perimeter > 0).then(|| language.number(body.perimeter)),
    };
    Ok(context.html(&folder, content))
}

impl Everyone {
    fn of<'a>(context: &Context<'a>, direct: &[&'a Member], indirect: &[&'a Member]) -> Self {
        let hosts = group::hosts_of(context, direct.iter().chain(indirect).copied());
        Self {
            members_count: members_count(direct.len() + indirect.len(), context.language),
            standing: Standing::of(&hosts, context.language),
            declarations: Declarations::of(context, &hosts),
        }
    }
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
