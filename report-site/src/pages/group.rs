//! Parts that the pages of a body, a département and a member share: the state of their sites, the changes since the
//! previous audits, and the defects that several sites have in common.

use super::{
    Context,
    chart::{self, Column},
    declarations::Declarations,
    documents::DocumentFigures,
    hosts::Hosts,
    rows::{AuditRow, SiteRow},
    shared::{self, SharedRow},
};
use crate::{
    catalog::Host,
    input::AuditHead,
    language::Say,
    median::{halves, median_twice},
};
use chrono::{DateTime, Datelike, TimeZone, Utc};
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;
use std::collections::BTreeSet;

/// Most bytes of the page of a member, a body or a département, however many sites it has. Lines that do not fit are
/// counted.
pub const MOST_BYTES: usize = 150_000;

const MOST_MONTHS: usize = 12;
const MOST_MOVED: usize = 50;

#[derive(Debug, Serialize)]
pub struct Group {
    pub standing: SiteCounts,
    /// `None` where no audit looked for what its sites declare.
    pub declarations: Option<Declarations>,
    /// `None` where no document of its sites was read.
    pub documents: Option<DocumentFigures>,
    pub moved: Option<Moved>,
    pub trend: Option<Trend>,
    pub shared: Vec<SharedRow>,
    pub shared_more: usize,
}

/// Numbers of sites: «15 sites suivis», «9 évalués au dernier essai», «2 non évalués», «4 pas encore visités».
#[derive(Debug, Serialize)]
pub struct SiteCounts {
    pub sites: String,
    pub evaluated: String,
    pub not_evaluated: String,
    pub not_visited: String,
}

/// Comparison of the latest evaluated audit of each site with the previous one.
#[derive(Debug, Serialize)]
pub struct Moved {
    pub improved: Vec<Move>,
    pub regressed: Vec<Move>,
    pub improved_count: usize,
    pub regressed_count: usize,
    pub same: usize,
    /// Number of sites whose two audits cannot be compared: other rules, another browser, another number of pages, or
    /// lost pages.
    pub not_compared: usize,
}

#[derive(Debug, Serialize)]
pub struct Move {
    pub row: AuditRow,
    pub before: u32,
    pub after: u32,
}

/// State of the group at the end of each month in which it was audited.
#[derive(Debug, Serialize)]
pub struct Trend {
    pub months: Vec<Month>,
    /// Points of the line through the medians.
    pub line: String,
    pub width: usize,
    pub height: u64,
}

#[derive(Debug, Serialize)]
pub struct Month {
    pub name: String,
    /// Label under the column.
    pub short: String,
    pub evaluated: usize,
    /// Median of the criteria proven not met.
    pub median: String,
    pub column: Column,
    /// Whether the rules differ from those of the month before.
    pub other_rules: bool,
}

impl Group {
    pub fn new(context: &Context<'_>, hosts: &Hosts<'_, '_>) -> Self {
        let language = context.language;
        let (shared, shared_more) = shared::rows(context, hosts);
        Self {
            standing: SiteCounts::from_hosts(hosts, language),
            declarations: Declarations::from_hosts(context, hosts),
            documents: DocumentFigures::from_hosts(context, hosts.values().copied()),
            moved: Moved::from_hosts(hosts, language),
            trend: Trend::from_hosts(hosts, language),
            shared,
            shared_more,
        }
    }
}

impl SiteCounts {
    pub fn from_hosts(hosts: &Hosts<'_, '_>, language: Language) -> Self {
        let latest = |host: &&Host<'_>| host.latest().map(|head| head.outcome == AuditOutcome::Evaluated);
        let counted = |wanted: Option<bool>| hosts.values().filter(|host| latest(host) == wanted).count();
        Self {
            sites: language
                .count(hosts.len(), ["site suivi", "sites suivis", "site followed", "sites followed"]),
            evaluated: language.count(
                counted(Some(true)),
                [
                    "évalué au dernier essai",
                    "évalués au dernier essai",
                    "evaluated at the last try",
                    "evaluated at the last try",
                ],
            ),
            not_evaluated: language
                .count(counted(Some(false)), ["non évalué", "non évalués", "not evaluated", "not evaluated"]),
            not_visited: language.count(
                counted(None),
                ["pas encore visité", "pas encore visités", "not visited yet", "not visited yet"],
            ),
        }
    }
}

impl Group {
    /// Halves the lists that grow with the number of sites.
    pub fn shrink(&mut self) -> bool {
        let mut shrunk = halve(&mut self.shared, &mut self.shared_more);
        for row in &mut self.shared {
            shrunk |= halve(&mut row.places, &mut row.more);
        }
        if let Some(moved) = &mut self.moved {
            // The page gives the total numbers of these entries above the lists.
            shrunk |= halve(&mut moved.improved, &mut 0) | halve(&mut moved.regressed, &mut 0);
        }
        if let Some(declarations) = &mut self.declarations {
            shrunk |= halve(&mut declarations.ending, &mut declarations.ending_more);
        }
        shrunk
    }
}

fn halve<T>(list: &mut Vec<T>, more: &mut usize) -> bool {
    let kept = list.len() / 2;
    *more += list.len() - kept;
    list.drain(kept..).count() > 0
}

/// One line for each host.
pub fn site_rows(hosts: &[(&str, &Host<'_>)], language: Language) -> Vec<SiteRow> {
    hosts.iter().filter_map(|(name, host)| SiteRow::from_host(name, host, language)).collect()
}

impl Moved {
    /// The changes of a group. `None` where no site has two audits.
    pub fn from_hosts(hosts: &Hosts<'_, '_>, language: Language) -> Option<Self> {
        let pairs: Vec<_> = hosts.values().filter_map(|host| host.last_two()).collect();
        if pairs.is_empty() {
            return None;
        }
        let (same_eyes, others): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|(last, before)| last.compares_with(before));
        let moves = |ordering| {
            let found = same_eyes
                .iter()
                .filter(move |(last, before)| last.summary.failed.cmp(&before.summary.failed) == ordering);
            let mut moves: Vec<_> =
                found.filter_map(|(last, before)| Move::between(last, before, language)).collect();
            moves.sort_by_key(|moved| std::cmp::Reverse(moved.before.abs_diff(moved.after)));
            moves
        };
        let (mut improved, mut regressed) =
            (moves(std::cmp::Ordering::Less), moves(std::cmp::Ordering::Greater));
        let (improved_count, regressed_count) = (improved.len(), regressed.len());
        improved.truncate(MOST_MOVED);
        regressed.truncate(MOST_MOVED);
        Some(Self {
            same: same_eyes.len() - improved_count - regressed_count,
            not_compared: others.len(),
            improved_count,
            regressed_count,
            improved,
            regressed,
        })
    }
}

impl Move {
    fn between(last: &AuditHead, before: &AuditHead, language: Language) -> Option<Self> {
        let (before, after) = (before.summary.failed, last.summary.failed);
        Some(Self { row: AuditRow::from_head(last, language)?, before, after })
    }
}

impl Trend {
    /// The trend of a group. `None` until there are two months to compare.
    pub fn from_hosts(hosts: &Hosts<'_, '_>, language: Language) -> Option<Self> {
        let heads = hosts.values().flat_map(|host| host.standing());
        let months: BTreeSet<(i32, u32)> =
            heads.map(|head| (head.started_at.year(), head.started_at.month())).collect();
        let last: Vec<_> = months.into_iter().rev().take(MOST_MONTHS).collect();
        if last.len() < 2 {
            return None;
        }
        let states: Vec<_> = last.into_iter().rev().map(|month| State::at(hosts, month)).collect();
        let medians: Vec<_> = states.iter().map(|state| state.median2).collect();
        let columns = chart::columns(&medians);
        let rules = states.iter().map(|state| &state.rules).collect::<Vec<_>>();
        let months = states.iter().zip(columns).enumerate().map(|(at, (state, column))| Month {
            name: language.month(state.begin),
            short: state.begin.format("%m/%y").to_string(),
            evaluated: state.evaluated,
            median: state.median2.map_or_else(|| "–".to_owned(), |twice| halves(twice, language)),
            column,
            other_rules: at > 0 && rules[at] != rules[at - 1],
        });
        let months: Vec<_> = months.collect();
        let line = chart::line(months.iter().map(|month| &month.column));
        Some(Self { width: months.len() * chart::COLUMN, height: chart::HEIGHT + 24, line, months })
    }
}

/// State of the group at the end of a month.
struct State<'a> {
    begin: DateTime<Utc>,
    evaluated: usize,
    /// Twice the median, which is always a whole number.
    median2: Option<u64>,
    rules: BTreeSet<&'a str>,
}

impl<'a> State<'a> {
    fn at(hosts: &Hosts<'_, 'a>, (year, month): (i32, u32)) -> Self {
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let begin_of =
            |(year, month)| Utc.with_ymd_and_hms(year, month, 1, 0, 0, 0).single().unwrap_or_default();
        let latest = hosts.values().filter_map(|host| host.evaluated_before(begin_of(next)));
        let heads: Vec<_> = latest.filter(|head| head.is_whole()).collect();
        let mut failed: Vec<u64> = heads.iter().map(|head| head.summary.failed.into()).collect();
        failed.sort_unstable();
        Self {
            begin: begin_of((year, month)),
            evaluated: heads.len(),
            median2: median_twice(&failed),
            rules: heads.iter().map(|head| head.rule_set.as_str()).collect(),
        }
    }
}
