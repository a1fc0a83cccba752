//! A site and all its audits.

use super::{Drawn, audit::AuditEntry, folder, links::Named, page_of};
use crate::{
    catalog::Host,
    engine::SitePath,
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
    /// Id of the newest audit that is not withdrawn, whether it could evaluate the site or not.
    latest: Option<String>,
    /// Id of the newest audit that is not withdrawn and could evaluate the site.
    latest_evaluated: Option<String>,
    /// Audits of the site, newest first.
    audits: Vec<AuditEntry>,
}

pub fn of_site<'a>(context: &'a Context<'a>, name: &'a str, host: &'a Host<'a>) -> Drawn<'a> {
    let path = at::site(name)?;
    let key = context.digests.site(name, host);
    let document = move || document(context, name, host, &path);
    Ok(page_of(&folder("sites"), format!("{name}.json").into(), key, document))
}

fn document(context: &Context<'_>, name: &str, host: &Host<'_>, path: &SitePath) -> SiteDocument {
    let members = host.members().into_iter().filter_map(|id| context.catalog.member(id));
    SiteDocument {
        host: name.to_owned(),
        page: context.absolute_folder(path),
        feed: context.absolute(&path.file(feeds::FILE)),
        badge: context.absolute(&path.file("badge.svg")),
        urls: urls(host),
        members: members.filter_map(|member| Named::member(context, member)).collect(),
        latest: host.latest().map(|head| head.id.clone()),
        latest_evaluated: host.latest_evaluated().map(|head| head.id.clone()),
        audits: host.audits.iter().filter_map(|head| AuditEntry::from_head(context, head)).collect(),
    }
}

/// Addresses of the site, as registries write them.
pub fn urls(host: &Host<'_>) -> Vec<String> {
    host.sites.iter().map(|site| Text::capped(&site.url, 2000).to_string()).collect()
}
