//! Members, bodies and départements: who belongs to whom, and where their sites are told. No figures stand here, so
//! that a new audit changes none of them.

use super::{Drawn, address, folder, last, page, site::site_address};
use crate::{
    catalog::Territory,
    engine::SitePath,
    feeds,
    input::{Body, Member},
    pages::{Context, at},
    text::Text,
};
use serde::Serialize;

/// What has an id, a name and a place in the API.
#[derive(Debug, Serialize)]
pub struct Named {
    id: String,
    name: String,
    document: String,
}

#[derive(Debug, Serialize)]
pub struct SiteLink {
    host: String,
    document: String,
}

#[derive(Serialize)]
struct MemberDocument {
    id: String,
    name: String,
    kind: Option<String>,
    departement: Option<String>,
    /// No longer in the registry.
    gone: bool,
    page: String,
    bodies: Vec<Named>,
    sites: Vec<SiteLink>,
}

/// A body or a département.
#[derive(Serialize)]
struct GroupDocument {
    id: String,
    name: String,
    page: String,
    feed: String,
    members: Vec<Named>,
}

impl Named {
    pub fn member(context: &Context<'_>, member: &Member) -> Option<Self> {
        let path = at::member(&member.id).ok()?;
        Some(Self::new(context, "members", &path, &member.id, &member.name))
    }

    pub fn body(context: &Context<'_>, body: &Body) -> Option<Self> {
        let path = at::body(&body.id).ok()?;
        Some(Self::new(context, "bodies", &path, &body.id, &body.name))
    }

    pub fn department(context: &Context<'_>, key: &str, of: &Territory<'_>) -> Option<Self> {
        let path = at::department(key).ok()?;
        Some(Self::new(context, "departements", &path, key, of.name))
    }

    fn new(context: &Context<'_>, kind: &str, path: &SitePath, id: &str, name: &str) -> Self {
        Self {
            id: Text::line(id).to_string(),
            name: Text::line(name).to_string(),
            document: address(context, kind, &last(path)),
        }
    }
}

impl SiteLink {
    pub fn of(context: &Context<'_>, host: &str) -> Option<Self> {
        Some(Self { host: host.to_owned(), document: site_address(context, host)? })
    }
}

pub fn of_member<'a>(context: &Context<'_>, member: &Member) -> Drawn<'a> {
    let path = at::member(&member.id)?;
    let bodies = member.bodies.iter().filter_map(|id| context.catalog.body(id));
    let sites = context.catalog.hosts_of(member);
    let document = MemberDocument {
        id: Text::line(&member.id).to_string(),
        name: Text::line(&member.name).to_string(),
        kind: member.kind.as_deref().map(|kind| Text::line(kind).to_string()),
        departement: member.department.as_deref().map(|name| Text::line(name).to_string()),
        gone: member.gone,
        page: context.absolute_folder(&path),
        bodies: bodies.filter_map(|body| Named::body(context, body)).collect(),
        sites: sites.into_iter().filter_map(|(host, _)| SiteLink::of(context, host)).collect(),
    };
    Ok(page(&folder("members"), format!("{}.json", last(&path)).into(), document))
}

pub fn of_body<'a>(context: &Context<'_>, body: &Body) -> Drawn<'a> {
    let path = at::body(&body.id)?;
    let members = context.catalog.present().filter(|member| member.bodies.contains(&body.id));
    let document = group(context, &path, (&body.id, &body.name), members);
    Ok(page(&folder("bodies"), format!("{}.json", last(&path)).into(), document))
}

pub fn of_department<'a>(context: &Context<'_>, key: &str, of: &Territory<'_>) -> Drawn<'a> {
    let path = at::department(key)?;
    let document = group(context, &path, (key, of.name), of.members.iter().copied());
    Ok(page(&folder("departements"), format!("{}.json", last(&path)).into(), document))
}

fn group<'m>(
    context: &Context<'_>,
    path: &SitePath,
    (id, name): (&str, &str),
    members: impl Iterator<Item = &'m Member>,
) -> GroupDocument {
    GroupDocument {
        id: Text::line(id).to_string(),
        name: Text::line(name).to_string(),
        page: context.absolute_folder(path),
        feed: context.absolute(&path.file(feeds::FILE)),
        members: members.filter_map(|member| Named::member(context, member)).collect(),
    }
}
