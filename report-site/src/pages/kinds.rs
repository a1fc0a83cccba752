//! Figures of the members of a body, kind by kind.

use super::Context;
use crate::{
    input::Member,
    language::{Say, capital},
    median::{halves, median_twice},
    text::Text,
    words::member_kind,
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub struct KindRow {
    pub kind: Text,
    pub members: String,
    /// Sites that could be evaluated.
    pub evaluated: String,
    /// Median of the criteria proven not met.
    pub median: String,
}

pub fn rows(context: &Context<'_>, members: &[&Member]) -> Vec<KindRow> {
    let mut kinds: BTreeMap<&str, (usize, Vec<u64>)> = BTreeMap::new();
    for member in members {
        let kind = member.kind.as_deref().map(str::trim).unwrap_or_default();
        let (count, failed) = kinds.entry(kind).or_default();
        *count += 1;
        let hosts = context.catalog.hosts_of(member).into_iter();
        failed.extend(hosts.filter_map(|(_, host)| Some(u64::from(host.latest_evaluated()?.summary.failed))));
    }
    let language = context.language;
    let row = |(kind, (count, mut failed)): (&str, (usize, Vec<u64>))| {
        failed.sort_unstable();
        let unknown = language.t("nature non précisée", "kind not given");
        let kind = if kind.is_empty() { unknown.into() } else { member_kind(kind) };
        KindRow {
            kind: Text::line(&capital(&kind)),
            members: language.number(count as u64),
            evaluated: language.number(failed.len() as u64),
            median: median_twice(&failed).map_or_else(|| "–".to_owned(), |twice| halves(twice, language)),
        }
    };
    kinds.into_iter().map(row).collect()
}
