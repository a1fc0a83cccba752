//! A member: its sites, what their latest audits say, and what moved.

use super::{
    Context, at,
    group::{self, Group},
    rows::SiteRow,
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::department_key,
    engine::{DrawError, Page},
    input::Member,
    language::Say,
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
    pub department: Option<Crumb>,
    pub bodies: Vec<Crumb>,
    pub gone: bool,
    pub sites: Vec<SiteRow>,
    pub group: Group,
}

pub(crate) fn page<'a>(context: &Context<'a>, member: &'a Member) -> Result<Page<'a>, DrawError> {
    let folder = at::member(&member.id)?;
    let language = context.language;
    let content = MemberPage {
        shell: context
            .shell(&folder, Section::Directory, &member.name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        name: Text::line(&member.name),
        kind: member.kind.as_deref().map(Text::line),
        department: member.department.as_deref().and_then(|text| department(context, text)),
        bodies: member.bodies.iter().filter_map(|id| body(context, id)).collect(),
        gone: member.gone,
        sites: group::site_rows(&context.catalog.hosts_of(member), language),
        group: Group::of(context, &group::hosts_of(context, [member])),
    };
    Ok(context.html(&folder, content))
}

fn body(context: &Context<'_>, id: &str) -> Option<Crumb> {
    let body = context.catalog.body(id)?;
    Some(Crumb { path: at::body(id).ok()?.to_string(), text: Text::line(&body.name) })
}

/// `None` where no member that is still there is of that département: it has no page.
fn department(context: &Context<'_>, text: &str) -> Option<Crumb> {
    let key = department_key(text);
    let territory = context.catalog.departments.get(key)?;
    let name = super::department::name_of(territory);
    Some(Crumb { path: at::department(key).ok()?.to_string(), text: Text::line(&name) })
}
