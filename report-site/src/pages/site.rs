//! A site: its latest audit and its history.

use super::{
    Context, at,
    figures::Figures,
    rows::AuditRow,
    shell::{Section, Shell},
};
use crate::{
    catalog::Host,
    engine::{DrawError, Page},
    text::{Link, Text},
};
use askama::Template;
use rules::audit::AuditOutcome;
use serde::Serialize;

#[derive(Template, Serialize)]
#[template(path = "site.html")]
pub struct SitePage {
    pub shell: Shell,
    pub host: Text,
    pub addresses: Vec<Link>,
    pub members: Vec<MemberLink>,
    pub latest: Option<AuditRow>,
    /// Of the latest audit, when it could evaluate the site.
    pub figures: Option<Figures>,
    /// The last audit that could, when the latest could not.
    pub last_evaluated: Option<AuditRow>,
    pub history: Vec<AuditRow>,
}

#[derive(Serialize)]
pub struct MemberLink {
    pub name: Text,
    pub path: String,
    pub gone: bool,
}

pub(crate) fn page<'a>(context: &Context<'a>, name: &str, host: &Host<'a>) -> Result<Page<'a>, DrawError> {
    let folder = at::site(name)?;
    let shell = context.shell(&folder, Section::Directory, &format!("Site {name}"));
    let shell = shell.below(&at::named("annuaire"), "Annuaire");
    let latest = host.latest();
    let evaluated = latest.filter(|head| head.outcome == AuditOutcome::Evaluated);
    let content = SitePage {
        shell,
        host: Text::line(name),
        addresses: host.sites.iter().map(|site| Link::to(&site.url)).collect(),
        members: members(context, host),
        latest: latest.and_then(AuditRow::of),
        figures: evaluated.map(|head| Figures::of(&head.summary)),
        last_evaluated: host.latest_evaluated().filter(|_| evaluated.is_none()).and_then(AuditRow::of),
        history: host.audits.iter().copied().filter_map(AuditRow::of).collect(),
    };
    Ok(Page::html(&folder, content))
}

fn members(context: &Context<'_>, host: &Host<'_>) -> Vec<MemberLink> {
    let link = |id| {
        let member = context.catalog.member(id)?;
        let path = at::member(id).ok()?.to_string();
        Some(MemberLink { name: Text::line(&member.name), path, gone: member.gone })
    };
    host.members().into_iter().filter_map(link).collect()
}
