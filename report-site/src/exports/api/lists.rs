//! Lists of everything, in pages of a thousand entries, for programs that want all data.

use super::{
    Drawn, folder,
    links::{Named, SiteLink},
    page_of,
};
use crate::{engine::Digest, pages::Context};
use serde::Serialize;

const A_PAGE: usize = 1000;

/// One page of a list.
#[derive(Debug, Clone, Copy)]
pub struct List {
    kind: ListSubject,
    number: usize,
    of: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListSubject {
    Sites,
    Members,
}

#[derive(Serialize)]
struct ListDocument<T> {
    number: usize,
    of: usize,
    entries: Vec<T>,
}

impl List {
    pub fn file(&self) -> String {
        let kind = match self.kind {
            ListSubject::Sites => "sites",
            ListSubject::Members => "members",
        };
        format!("{kind}-{:04}.json", self.number)
    }
}

/// All pages of all lists. Each list has at least one page, so that the first page always exists.
pub fn lists(context: &Context<'_>) -> Vec<List> {
    let pages = |kind, entries: usize| {
        let of = entries.div_ceil(A_PAGE).max(1);
        (1..=of).map(move |number| List { kind, number, of })
    };
    let (sites, members) = (context.catalog.hosts.len(), context.catalog.members.len());
    pages(ListSubject::Sites, sites).chain(pages(ListSubject::Members, members)).collect()
}

pub fn list<'a>(context: &'a Context<'a>, list: &List) -> Drawn<'a> {
    let skip = (list.number - 1) * A_PAGE;
    let (number, of) = (list.number, list.of);
    let (folder, file) = (folder("lists"), list.file().into());
    Ok(match list.kind {
        ListSubject::Sites => {
            let hosts = context.catalog.hosts.keys().skip(skip).take(A_PAGE);
            let visited =
                |host: &&str| context.catalog.hosts.get(host).is_some_and(|host| !host.audits.is_empty());
            let told: Vec<_> = hosts.clone().map(|host| (host, visited(host))).collect();
            let key = Digest::of_value(&(of, told));
            page_of(&folder, file, key, move || {
                let entries = hosts.filter_map(|host| SiteLink::from_host(context, host)).collect();
                ListDocument { number, of, entries }
            })
        }
        ListSubject::Members => {
            let members = context.catalog.members.iter().skip(skip).take(A_PAGE);
            let told = |member: &&crate::input::Member| {
                (context.digests.member(member), context.catalog.is_visited(member))
            };
            let digests = members.clone().map(told);
            let key = Digest::of_value(&(of, digests.collect::<Vec<_>>()));
            page_of(&folder, file, key, move || {
                let entries = members.filter_map(|member| Named::member(context, member)).collect();
                ListDocument { number, of, entries }
            })
        }
    })
}
