//! A member: its sites, the results of their latest audits, and the changes.

use super::{
    Context, at,
    group::{Group, MOST_BYTES},
    hosts,
    listing::{Leaf, LetterLink, Listing},
    member_letter,
    members::{self, SITES},
    rows::SiteRow,
    shell::{Crumb, Section, Shell},
};
use crate::{
    catalog::department_key,
    engine::{DrawError, Page, Shrinks},
    input::Member,
    language::Say,
    text::Text,
    words::member_kind,
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
    pub no_site: bool,
    pub is_several: bool,
    /// The sites. Empty if letters lead to them.
    pub sites: Vec<SiteRow>,
    pub letters: Vec<LetterLink>,
    pub group: Group,
    /// Address of the letter to print.
    pub letter: Option<String>,
}

impl Shrinks for MemberPage {
    fn shrink(&mut self) -> bool {
        self.group.shrink()
    }
}

pub(crate) fn page<'a>(context: &'a Context<'a>, member: &'a Member) -> Result<Page<'a>, DrawError> {
    let key = context.digests.with_sites(member);
    Ok(context.html_within(&at::member(&member.id)?, key, MOST_BYTES, move || content(context, member)))
}

fn content(context: &Context<'_>, member: &Member) -> Result<MemberPage, DrawError> {
    let folder = at::member(&member.id)?;
    let language = context.language;
    let list = members::sites_of(context, member)?;
    let row = |host: &str| SiteRow::from_host(host, context.catalog.hosts.get(host)?, language);
    Ok(MemberPage {
        shell: context
            .shell(&folder, Section::Directory, &member.name)
            .below(&at::named("annuaire"), language.t("Annuaire", "Directory")),
        name: Text::line(&member.name),
        kind: member.kind.as_deref().map(|kind| Text::line(&member_kind(kind))),
        department: member.department.as_deref().and_then(|text| department(context, text)),
        bodies: member.bodies.iter().filter_map(|id| body(context, id)).collect(),
        gone: member.gone,
        no_site: list.count() == 0,
        is_several: list.count() > 1,
        sites: list.whole().into_iter().flatten().filter_map(row).collect(),
        letters: list.letters(language, SITES),
        group: Group::new(context, &hosts::hosts_of(context, [member])),
        letter: member_letter::path(context, member).filter(|_| !member.gone),
    })
}

/// The pages below that of a member whose sites are too many for it.
pub(crate) fn below<'a>(
    context: &Context<'a>,
    member: &'a Member,
) -> impl Iterator<Item = (&'a Member, Leaf<'a, &'a str>)> {
    let leaves = if members::sites_stand_whole(context, member) {
        Vec::new()
    } else {
        // A member that cannot have an address is reported as a problem of its page.
        members::sites_of(context, member).map(Listing::leaves).unwrap_or_default()
    };
    leaves.into_iter().map(move |leaf| (member, leaf))
}

fn body(context: &Context<'_>, id: &str) -> Option<Crumb> {
    let body = context.catalog.body(id)?;
    Some(Crumb { path: at::body(id).ok()?.to_string(), text: Text::line(&body.name) })
}

/// Link to the département. `None` if the département has no page, because it has no present member.
fn department(context: &Context<'_>, text: &str) -> Option<Crumb> {
    let key = department_key(text);
    let territory = context.catalog.departments.get(key)?;
    let name = territory.full_name();
    Some(Crumb { path: at::department(key).ok()?.to_string(), text: Text::line(&name) })
}
