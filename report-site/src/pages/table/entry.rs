//! The lines of a table of members.

use crate::{context::Context, input::Member};

/// A member with one of its sites, or without any.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub member: &'a Member,
    pub host: Option<&'a str>,
}

/// The lines of some members, in their order: one for each site, and one for a member without a site.
pub fn entries<'a>(context: &Context<'a>, members: impl IntoIterator<Item = &'a Member>) -> Vec<Entry<'a>> {
    let of = |member: &'a Member| {
        let hosts = context.catalog.names_of(member);
        let none = hosts.is_empty().then_some(Entry { member, host: None });
        let sites = hosts.iter().map(move |host| Entry { member, host: Some(*host) });
        sites.chain(none).collect::<Vec<_>>()
    };
    members.into_iter().flat_map(of).collect()
}
