//! A member: its sites and what their latest audits say.

use super::{
    Context, at,
    rows::SiteRow,
    shell::{Crumb, Section, Shell},
};
use crate::{
    engine::{DrawError, Page},
    input::Member,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "member.html")]
pub struct MemberPage {
    pub shell: Shell,
    pub name: Text,
    pub kind: Option<Text>,
    pub department: Option<Text>,
    pub bodies: Vec<Crumb>,
    pub gone: bool,
    pub sites: Vec<SiteRow>,
}

pub(crate) fn page<'a>(context: &Context<'a>, member: &Member) -> Result<Page<'a>, DrawError> {
    let folder = at::member(&member.id)?;
    let shell = context.shell(&folder, Section::Directory, &member.name);
    let sites = context.catalog.hosts_of(member);
    let content = MemberPage {
        shell: shell.below(&at::named("annuaire"), "Annuaire"),
        name: Text::line(&member.name),
        kind: member.kind.as_deref().map(Text::line),
        department: member.department.as_deref().map(Text::line),
        bodies: member.bodies.iter().filter_map(|id| body(context, id)).collect(),
        gone: member.gone,
        sites: sites.into_iter().filter_map(|(name, host)| SiteRow::of(name, host)).collect(),
    };
    Ok(Page::html(&folder, content))
}

fn body(context: &Context<'_>, id: &str) -> Option<Crumb> {
    let body = context.catalog.body(id)?;
    Some(Crumb { path: at::body(id).ok()?.to_string(), text: Text::line(&body.name) })
}
