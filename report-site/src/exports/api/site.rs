//! A site and all its audits.

use super::{Drawn, address, audit::AuditEntry, folder, group::Named, page};
use crate::{
    catalog::Host,
    feeds,
    pages::{Context, at},
    text::Text,
};
use serde::Serialize;

#[derive(Serialize)]
struct SiteDocument {
    host: String,
    page: String,
    feed: String,
    badge: String,
    urls: Vec<String>,
    members: Vec<Named>,
    /// Id of the audit that speaks for the site today, and of the last one that could evaluate it.
    latest: Option<String>,
    latest_evaluated: Option<String>,
    /// Newest first.
    audits: Vec<AuditEntry>,
}

pub fn of_site<'a>(context: &Context<'_>, name: &str, host: &Host<'_>) -> Drawn<'a> {
    let path = at::site(name)?;
    let members = host.members().into_iter().filter_map(|id| context.catalog.member(id));
    let document = SiteDocument {
        host: name.to_owned(),
        page: context.absolute_folder(&path),
        feed: context.absolute(&path.file(feeds::FILE)),
        badge: context.absolute(&path.file("badge.svg")),
        urls: host.sites.iter().map(|site| Text::capped(&site.url, 2000).to_string()).collect(),
        members: members.filter_map(|member| Named::member(context, member)).collect(),
        latest: host.latest().map(|head| head.id.clone()),
        latest_evaluated: host.latest_evaluated().map(|head| head.id.clone()),
        audits: host.audits.iter().filter_map(|head| AuditEntry::of(context, head)).collect(),
    };
    Ok(page(&folder("sites"), format!("{name}.json").into(), document))
}

/// Where the API tells of a site.
pub fn site_address(context: &Context<'_>, name: &str) -> Option<String> {
    at::site(name).ok()?;
    Some(address(context, "sites", name))
}
