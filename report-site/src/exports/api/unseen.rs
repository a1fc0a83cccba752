//! Members and sites without an audit. Separate files for them would be most files of a publication, so each file holds
//! many, chosen by the digest of their id. A new one or a removed one changes no other file.

use super::{
    Drawn, folder, group,
    links::{Named, Shelved, digits},
    page_of,
    site::urls,
};
use crate::{
    engine::Digest,
    pages::{Context, at},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Members or sites whose ids have digests with the same beginning: the content of one file.
pub struct Shelf<'a> {
    kind: Shelved,
    digits: String,
    /// Ids of members, or names of hosts.
    ids: Vec<&'a str>,
}

#[derive(Serialize)]
struct Unseen<T> {
    unseen: Vec<T>,
}

#[derive(Serialize)]
struct UnseenSite {
    host: String,
    page: String,
    urls: Vec<String>,
    members: Vec<Named>,
}

/// All files that have content.
pub fn shelves<'a>(context: &Context<'a>) -> Vec<Shelf<'a>> {
    let catalog = context.catalog;
    let members = catalog.members.iter().filter(|member| !catalog.is_visited(member));
    let members = members.filter(|member| at::member(&member.id).is_ok());
    let hosts = catalog.hosts.iter().filter(|(name, host)| host.audits.is_empty() && at::site(name).is_ok());
    let ids = members
        .map(|member| (Shelved::Members, member.id.as_str()))
        .chain(hosts.map(|(name, _)| (Shelved::Sites, *name)));
    let mut shelves: BTreeMap<(Shelved, String), Vec<&'a str>> = BTreeMap::new();
    for (kind, id) in ids {
        shelves.entry((kind, digits(id))).or_default().push(id);
    }
    shelves.into_iter().map(|((kind, digits), ids)| Shelf { kind, digits, ids }).collect()
}

pub fn shelf<'a>(context: &'a Context<'a>, shelf: Shelf<'a>) -> Drawn<'a> {
    let (folder, file) = (folder("unseen"), shelf.kind.file(&shelf.digits).into());
    let (catalog, ids) = (context.catalog, shelf.ids);
    Ok(match shelf.kind {
        Shelved::Members => {
            let members = move || ids.clone().into_iter().filter_map(|id| catalog.member(id));
            // The document lists the member's sites and bodies, so the key covers them.
            let told = |member: &crate::input::Member| context.digests.with_sites(member);
            let key = Digest::of_value(&members().map(told).collect::<Vec<_>>());
            page_of(&folder, file, key, move || Unseen {
                unseen: members().filter_map(|member| group::document_of(context, member)).collect(),
            })
        }
        Shelved::Sites => {
            let visited = |host: &crate::catalog::Host<'_>| {
                let members = host.members().into_iter().filter_map(|id| catalog.member(id));
                members.map(|member| catalog.is_visited(member)).collect::<Vec<_>>()
            };
            let told =
                |id: &str| catalog.hosts.get(id).map(|host| (context.digests.site(id, host), visited(host)));
            let key = Digest::of_value(&ids.iter().map(|id| (*id, told(id))).collect::<Vec<_>>());
            page_of(&folder, file, key, move || Unseen {
                unseen: ids.iter().filter_map(|id| site(context, id)).collect(),
            })
        }
    })
}

fn site(context: &Context<'_>, name: &str) -> Option<UnseenSite> {
    let host = context.catalog.hosts.get(name)?;
    let members = host.members().into_iter().filter_map(|id| context.catalog.member(id));
    Some(UnseenSite {
        host: name.to_owned(),
        page: context.absolute_folder(&at::site(name).ok()?),
        urls: urls(host),
        members: members.filter_map(|member| Named::member(context, member)).collect(),
    })
}
