//! Peers: the sites that a site can be compared with. They belong to authorities of the same kind in the same
//! département, were judged in the same way, and lost no page.

use crate::{
    departments::department_key,
    host::Host,
    input::{AuditHead, Member},
    median::median_twice,
};
use std::collections::HashMap;

/// Smallest number of peers. With fewer, their figures would mean little.
const LEAST: usize = 5;

/// Kind, département, digest of the rules, browser.
type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

#[derive(Default)]
pub struct AllPeers<'a>(HashMap<Key<'a>, Peers<'a>>);

/// Figures of the sites that a site can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Peers<'a> {
    pub kind: &'a str,
    /// As [`department_key`] gives it.
    pub department: &'a str,
    pub sites: usize,
    /// Twice the median of the criteria proven not met.
    pub median_twice: u64,
}

impl<'a> AllPeers<'a> {
    /// `member` finds a member by its id.
    pub fn of_sites<'h>(
        followed: impl Iterator<Item = &'h Host<'a>>,
        member: impl Fn(&str) -> Option<&'a Member>,
    ) -> Self
    where
        'a: 'h,
    {
        let mut failed: HashMap<Key<'a>, Vec<u64>> = HashMap::new();
        for host in followed {
            let Some(head) = host.latest_evaluated() else { continue };
            if let Some(key) = key(host, head, &member) {
                failed.entry(key).or_default().push(head.summary.failed.into());
            }
        }
        let enough = failed.into_iter().filter(|(_, values)| values.len() >= LEAST);
        let peers = enough.filter_map(|(key, mut values)| {
            values.sort_unstable();
            let median_twice = median_twice(&values)?;
            Some((key, Peers { kind: key.0, department: key.1, sites: values.len(), median_twice }))
        });
        Self(peers.collect())
    }

    /// Peers of a site that has been evaluated.
    pub fn of_site(&self, host: &Host<'a>, member: impl Fn(&str) -> Option<&'a Member>) -> Option<Peers<'a>> {
        self.0.get(&key(host, host.latest_evaluated()?, &member)?).copied()
    }
}

fn key<'a>(
    host: &Host<'a>,
    head: &'a AuditHead,
    member: &impl Fn(&str) -> Option<&'a Member>,
) -> Option<Key<'a>> {
    if !head.is_whole() {
        return None;
    }
    let members = host.members().into_iter().filter_map(member);
    let mut told = members.filter(|member| !member.gone).filter_map(|member| {
        let word = |text: Option<&'a str>| text.map(str::trim).filter(|text| !text.is_empty());
        Some((word(member.kind.as_deref())?, department_key(word(member.department.as_deref())?)))
    });
    let (kind, department) = told.next()?;
    Some((kind, department, &head.rule_set, &head.browser))
}
