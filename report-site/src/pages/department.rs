//! A département: its members and sites; and the list of all départements with the map.

use super::{
    Context, at,
    body::{MemberSites, members_count, members_with_sites},
    group::{self, Group},
    map::{self, Map},
    shell::{Section, Shell},
};
use crate::{
    catalog::Territory,
    engine::{DrawError, Page},
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
    pub members: Vec<MemberSites>,
}

#[derive(Template, Serialize)]
#[template(path = "departments.html")]
pub struct DepartmentsPage {
    pub shell: Shell,
    pub map: Map,
}

/// «Finistère (29)»
pub(super) fn name_of(territory: &Territory<'_>) -> String {
    match territory.known {
        Some(known) => format!("{} ({})", known.name, known.code),
        None => territory.name.to_owned(),
    }
}

pub(crate) fn page<'a>(
    context: &Context<'a>,
    key: &str,
    territory: &Territory<'a>,
) -> Result<Page<'a>, DrawError> {
    let folder = at::department(key)?;
    let language = context.language;
    let name = name_of(territory);
    let content = DepartmentPage {
        shell: context
            .shell(&folder, Section::Directory, &name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory"))
            .below(&at::named("departements"), language.t("Départements", "Départements")),
        name: Text::line(&name),
        members_count: members_count(territory.members.len(), language),
        group: Group::of(context, &group::hosts_of(context, territory.members.iter().copied())),
        members: members_with_sites(context, &territory.members),
    };
    Ok(context.html(&folder, content))
}

pub(crate) fn all<'a>(context: &Context<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::named("departements");
    let language = context.language;
    let content = DepartmentsPage {
        shell: context
            .shell(&folder, Section::Directory, "Départements")
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        map: map::of(context),
    };
    Ok(context.html(&folder, content))
}
