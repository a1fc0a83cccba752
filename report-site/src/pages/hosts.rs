//! The sites of a group of members.

use super::Context;
use crate::catalog::Host;
use std::collections::BTreeMap;

/// Sites of a group, each once, by host.
pub type Hosts<'c, 'a> = BTreeMap<&'a str, &'c Host<'a>>;

/// The sites of some members, each once.
pub fn hosts_of<'c, 'a>(
    context: &'c Context<'a>,
    members: impl IntoIterator<Item = &'a crate::input::Member>,
) -> Hosts<'c, 'a> {
    members.into_iter().flat_map(|member| context.catalog.hosts_of(member)).collect()
}
