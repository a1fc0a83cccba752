//! A département: its members and sites; and the list of all départements with the map.

use super::{
    Context, at,
    directory::MEMBERS,
    group::{Group, MOST_BYTES},
    hosts,
    listing::Leaf,
    map::{self, Map},
    members::{self, Members},
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::Territory,
    engine::{DrawError, Page, Shrinks},
    input::Member,
    language::Say,
    text::Text,
};
use askama::Template;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "department.html")]
pub struct DepartmentPage {
    pub shell: Shell,
    /// «Finistère (29)»
    pub name: Text,
    pub members_count: String,
    pub group: Group,
    pub members: Members,
}

impl Shrinks for DepartmentPage {
    fn shrink(&mut self) -> bool {
        self.group.shrink()
    }
}

#[derive(Template, Serialize)]
#[template(path = "departments.html")]
pub struct DepartmentsPage {
    pub shell: Shell,
    pub map: Map,
}

pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    key: &'a str,
    territory: &'a Territory<'a>,
) -> Result<Page<'a>, DrawError> {
    let content = move || content(context, key, territory);
    Ok(context.html_within(&at::department(key)?, context.digests.department(key), MOST_BYTES, content))
}

fn content<'a>(
    context: &Context<'a>,
    key: &str,
    territory: &Territory<'a>,
) -> Result<DepartmentPage, DrawError> {
    let folder = at::department(key)?;
    let language = context.language;
    let name = territory.full_name();
    let list = members::listing(context, &folder, territory.members.iter().copied());
    Ok(DepartmentPage {
        shell: context
            .shell(&folder, Section::Directory, &name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&at::named("departements"), language.t("Départements", "Départements"))
            .with_feeds_of_group(),
        name: Text::line(&name),
        members_count: language.count(list.count(), MEMBERS),
        group: Group::new(context, &hosts::hosts_of(context, territory.members.iter().copied())),
        members: Members::new(context, &list),
    })
}

/// A page of members below that of their département.
pub(crate) struct Below<'a> {
    key: &'a str,
    name: String,
    leaf: Leaf<'a, &'a Member>,
}

/// The pages below that of a département whose members are too many for it.
pub(crate) fn below<'a>(context: &Context<'a>, key: &'a str, territory: &Territory<'a>) -> Vec<Below<'a>> {
    // A département that cannot have an address is reported as a problem of its page.
    let Ok(folder) = at::department(key) else { return Vec::new() };
    let leaves = members::listing(context, &folder, territory.members.iter().copied()).leaves();
    leaves.into_iter().map(|leaf| Below { key, name: territory.full_name(), leaf }).collect()
}

pub(crate) fn below_page<'a>(context: &'a Context<'a>, below: Below<'a>) -> Result<Page<'a>, DrawError> {
    let crumb = |path: String, text: &str| Crumb { path, text: Text::line(text) };
    let above = vec![
        crumb(at::named("departements").to_string(), "Départements"),
        crumb(at::department(below.key)?.to_string(), &below.name),
    ];
    members::page(context, below.leaf, &below.name, above)
}

pub(crate) fn all<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("departements");
    let language = context.language;
    let content = DepartmentsPage {
        shell: context
            .shell(&folder, Section::Directory, "Départements")
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        map: map::map(context),
    };
    Ok(context.html(&folder, content))
}
