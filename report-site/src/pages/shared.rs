//! Defects that several sites share, and where each is shown.

use super::{Context, at, audit::name_tests, chart::Bar, common, hosts::Hosts};
use crate::{
    input::{AuditHead, SharedDefect},
    language::Say,
    messages,
    text::Text,
};
use rules::audit::AuditOutcome;
use serde::Serialize;
use std::collections::BTreeMap;

const MOST_SHARED: usize = 40;
const MOST_HOSTS: usize = 12;

/// A defect that several sites have in common.
#[derive(Debug, Serialize)]
pub struct SharedRow {
    /// Number of elements that have the defect, if there are several.
    pub elements: Option<String>,
    pub title: Text,
    pub tests: String,
    pub rule_path: Option<String>,
    /// Technologies that these sites also share: theme, agency, system.
    pub common: Option<String>,
    /// «12 sites»
    pub gain: String,
    pub bar: Bar,
    /// Host of some of these sites, with the path of the page that shows the defect.
    pub places: Vec<(Text, String)>,
    pub more: usize,
}

/// A defect, and the latest audits of the sites that have it.
pub type Shared<'s> = (&'s SharedDefect, Vec<&'s AuditHead>);

/// Similar defects on the same sites: their common source often causes several of them.
pub type Alike<'s> = Vec<Shared<'s>>;

/// Groups of shared defects, first those whose correction improves most sites.
pub fn by_gain<'a>(context: &Context<'a>, hosts: &Hosts<'_, 'a>) -> Vec<Alike<'a>> {
    let mut by_finding: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
    for (name, host) in hosts {
        let latest = host.latest().filter(|head| head.outcome == AuditOutcome::Evaluated);
        let Some(head) = latest else { continue };
        for defect in context.catalog.shared_by(name) {
            by_finding.entry(&defect.finding).or_insert((*defect, Vec::new())).1.push(head);
        }
    }
    let mut like: BTreeMap<_, Alike<'_>> = BTreeMap::new();
    for (defect, heads) in by_finding.into_values().filter(|(_, heads)| heads.len() > 1) {
        let names: Vec<&str> = heads.iter().map(|head| head.host.as_str()).collect();
        like.entry((&defect.rule, &defect.reason, &defect.tests, names)).or_default().push((defect, heads));
    }
    let mut found: Vec<_> = like.into_values().collect();
    // Defects of the same sites are listed together.
    let sites = |heads: &[&AuditHead]| heads.iter().map(|head| head.host.clone()).collect::<Vec<_>>();
    found.sort_by_cached_key(|same| {
        let (defect, heads) = &same[0];
        (std::cmp::Reverse(heads.len()), sites(heads), defect.finding.clone())
    });
    found
}

/// One line for each group, and the number of groups that are not shown.
pub fn rows(context: &Context<'_>, hosts: &Hosts<'_, '_>) -> (Vec<SharedRow>, usize) {
    let found = by_gain(context, hosts);
    let most = found.first().map_or(0, |same| same[0].1.len() as u64);
    let row = |same: &Alike<'_>| SharedRow::new(context, &same[0], same.len(), most);
    let mut rows: Vec<_> = found.iter().take(MOST_SHARED).map(row).collect();
    say_once(&mut rows);
    let more = found.len() - rows.len();
    (rows, more)
}

/// Removes the common technologies from a line if the line before it names them for the same sites.
fn say_once(rows: &mut [SharedRow]) {
    let sites = |row: &SharedRow| row.places.iter().map(|(host, _)| host.clone()).collect::<Vec<_>>();
    for number in (1..rows.len()).rev() {
        let (before, row) = (&rows[number - 1], &rows[number]);
        if before.more == row.more && before.common == row.common && sites(before) == sites(row) {
            rows[number].common = None;
        }
    }
}

impl SharedRow {
    /// `elements` is the number of elements with the same defect on the same sites.
    fn new(context: &Context<'_>, (defect, heads): &Shared<'_>, elements: usize, most: u64) -> Self {
        let language = context.language;
        let words = ["élément", "éléments", "element", "elements"];
        let made_with = heads.iter().filter_map(|head| context.publication.made_with.get(&head.host));
        let place = |head: &&AuditHead| Some((Text::line(&head.host), page_of(defect, head)?));
        let places: Vec<_> = heads.iter().filter_map(place).take(MOST_HOSTS).collect();
        let known = rules::catalogue::rule(&defect.rule);
        Self {
            title: Text::line(&messages::title(&defect.rule, &defect.reason, language)),
            tests: name_tests(&defect.tests),
            rule_path: known.and_then(|rule| Some(at::rule(rule.id).ok()?.to_string())),
            common: common::words(heads.len(), made_with, language),
            elements: (elements > 1).then(|| language.count(elements, words)),
            gain: language.count(heads.len(), ["site", "sites", "site", "sites"]),
            bar: Bar::of(heads.len() as u64, most),
            more: heads.len() - places.len(),
            places,
        }
    }
}

/// Path of the page on which an audit shows the defect, from the root. `None` if the id of the defect is malformed, or
/// the audit cannot have an address.
pub fn page_of(defect: &SharedDefect, head: &AuditHead) -> Option<String> {
    let sound = defect.finding.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let folder = at::audit(head).ok().filter(|_| sound)?;
    Some(format!("{folder}{}/{}/", at::FINDINGS, defect.finding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(hosts: [&str; 2], more: usize) -> SharedRow {
        SharedRow {
            elements: None,
            title: Text::line("Lien sans nom"),
            tests: "test 6.2.1".into(),
            rule_path: None,
            common: Some("même thème".into()),
            gain: "2 sites".into(),
            bar: Bar::of(2, 2),
            places: hosts.map(|host| (Text::line(host), String::new())).into(),
            more,
        }
    }

    #[test]
    fn what_sites_have_in_common_is_said_on_the_first_of_their_lines() {
        let one = ["a.example", "b.example"];
        let other = ["a.example", "c.example"];
        let mut rows = [row(one, 0), row(one, 0), row(one, 0), row(other, 0), row(one, 0), row(one, 1)];
        say_once(&mut rows);
        assert_eq!(rows.map(|row| row.common.is_some()), [true, false, false, true, true, true]);
    }
}
