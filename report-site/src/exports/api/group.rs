//! Members, bodies and départements: their relations, and the addresses of their sites. The only figures are those of
//! declarations and documents, so that many new audits change few of these files.

use super::{
    Drawn, folder, last,
    links::{Named, SiteLink, site_address},
    page_of,
};
use crate::{
    catalog::Territory,
    declarations::{Ending, Outcomes, Tally},
    engine::SitePath,
    feeds,
    input::{Body, Member},
    pages::{Context, at, documents::together, hosts::hosts_of},
    text::Text,
};
use rules::documents::DocumentsDigest;
use serde::Serialize;

#[derive(Serialize)]
pub struct MemberDocument {
    id: String,
    name: String,
    kind: Option<String>,
    departement: Option<String>,
    /// Whether it has left the registry.
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
    /// Address of the feed of statements that end soon.
    ending_feed: String,
    declarations: Declarations,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Documents>,
    members: Vec<Named>,
    /// Figures that include the indirect members. Left out if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    with_indirect: Option<WithIndirect>,
}

/// Direct and indirect members together.
#[derive(Serialize)]
struct WithIndirect {
    members: usize,
    declarations: Declarations,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Documents>,
}

/// Documents of the sites of a group, from the latest evaluated audit of each site. Left out if no audit looked for
/// documents.
#[derive(Serialize)]
struct Documents {
    /// Sites whose audit counted documents.
    sites: usize,
    #[serde(flatten)]
    figures: DocumentsDigest,
}

/// Declarations of the sites of a group, on the day of the publication.
#[derive(Serialize)]
struct Declarations {
    /// Number of sites whose latest evaluated audit looked for a statement. The counts of each of the four duties add
    /// up to it.
    sites: u32,
    mention: Outcomes,
    statement: Outcomes,
    scheme: Outcomes,
    plan: Outcomes,
    /// Statements that end within ninety days.
    ending: Vec<EndingLink>,
}

#[derive(Serialize)]
struct EndingLink {
    host: String,
    valid_until: chrono::NaiveDate,
    document: String,
}

pub fn of_member<'a>(context: &'a Context<'a>, member: &'a Member) -> Drawn<'a> {
    let path = at::member(&member.id)?;
    let (file, key) = (format!("{}.json", last(&path)), context.digests.with_sites(member));
    Ok(page_of(&folder("members"), file.into(), key, move || member_document(context, member, &path)))
}

/// Document of a member; `None` for a member that cannot have an address.
pub fn document_of(context: &Context<'_>, member: &Member) -> Option<MemberDocument> {
    Some(member_document(context, member, &at::member(&member.id).ok()?))
}

fn member_document(context: &Context<'_>, member: &Member, path: &SitePath) -> MemberDocument {
    let bodies = member.bodies.iter().filter_map(|id| context.catalog.body(id));
    let sites = context.catalog.hosts_of(member);
    MemberDocument {
        id: Text::line(&member.id).to_string(),
        name: Text::line(&member.name).to_string(),
        kind: member.kind.as_deref().map(|kind| Text::line(kind).to_string()),
        departement: member.department.as_deref().map(|name| Text::line(name).to_string()),
        gone: member.gone,
        page: context.absolute_folder(path),
        bodies: bodies.filter_map(|body| Named::body(context, body)).collect(),
        sites: sites.into_iter().filter_map(|(host, _)| SiteLink::from_host(context, host)).collect(),
    }
}

pub fn of_body<'a>(context: &'a Context<'a>, body: &'a Body) -> Drawn<'a> {
    let path = at::body(&body.id)?;
    let (file, key) = (format!("{}.json", last(&path)), context.digests.body(body));
    Ok(page_of(&folder("bodies"), file.into(), key, move || body_document(context, body, &path)))
}

fn body_document(context: &Context<'_>, body: &Body, path: &SitePath) -> GroupDocument {
    let members = context.catalog.members_of(&body.id);
    let members: Vec<_> = members.collect();
    let indirect = context.catalog.indirect_members_of(body);
    let all: Vec<_> = members.iter().copied().chain(indirect.iter().copied()).collect();
    GroupDocument {
        with_indirect: (!indirect.is_empty()).then(|| WithIndirect {
            members: all.len(),
            declarations: declarations(context, &all),
            documents: documents(context, &all),
        }),
        ..group(context, path, (&body.id, &body.name), members.into_iter())
    }
}

pub fn of_department<'a>(context: &'a Context<'a>, key: &'a str, of: &'a Territory<'a>) -> Drawn<'a> {
    let path = at::department(key)?;
    let (file, digest) = (format!("{}.json", last(&path)), context.digests.department(key));
    let document = move || group(context, &path, (key, of.name), of.members.iter().copied());
    Ok(page_of(&folder("departements"), file.into(), digest, document))
}

fn group<'a>(
    context: &Context<'a>,
    path: &SitePath,
    (id, name): (&str, &str),
    members: impl Iterator<Item = &'a Member>,
) -> GroupDocument {
    let members: Vec<_> = members.collect();
    GroupDocument {
        id: Text::line(id).to_string(),
        name: Text::line(name).to_string(),
        page: context.absolute_folder(path),
        feed: context.absolute(&path.file(feeds::FILE)),
        ending_feed: context.absolute(&path.file(feeds::ENDING_FILE)),
        declarations: declarations(context, &members),
        documents: documents(context, &members),
        members: members.into_iter().filter_map(|member| Named::member(context, member)).collect(),
        with_indirect: None,
    }
}

fn documents<'a>(context: &Context<'a>, members: &[&'a Member]) -> Option<Documents> {
    let hosts = hosts_of(context, members.iter().copied());
    let (sites, figures) = together(hosts.into_values());
    (sites > 0).then_some(Documents { sites, figures })
}

fn declarations<'a>(context: &Context<'a>, members: &[&'a Member]) -> Declarations {
    let tally = Tally::from_hosts(hosts_of(context, members.iter().copied()), context.today());
    let link = |ending: &Ending<'_>| {
        Some(EndingLink {
            host: ending.host.to_owned(),
            valid_until: ending.until,
            document: site_address(context, ending.host)?,
        })
    };
    Declarations {
        sites: tally.asked,
        mention: tally.mention,
        statement: tally.statement,
        scheme: tally.scheme,
        plan: tally.plan,
        ending: tally.ending.iter().filter_map(link).collect(),
    }
}
