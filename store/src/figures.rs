//! Figures of the whole registry for the published site. Unless a field says otherwise, they count only audits that are
//! not withdrawn, and only sites of present members.

use crate::both::{read, read_one};
use crate::id::milliseconds;
use crate::statements as sql;
use crate::{Error, Result, Store};
use chrono::{DateTime, Duration, Utc};
use rules::made_with::MadeWith;
use rules::referential::{CriterionId, InvalidId, TestId};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Figures {
    pub members_present: i64,
    pub members_gone: i64,
    /// Sites of present members.
    pub sites: i64,
    /// Sites that were evaluated by an audit begun in the last 30 days.
    pub evaluated_30_days: i64,
    pub evaluated_90_days: i64,
    /// All recorded audits, including withdrawn ones and those of members that are gone.
    pub audits: i64,
}

/// Number of sites that were not evaluated by their latest audit for this cause.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct CauseCount {
    pub cause: String,
    pub sites: i64,
}

/// Number of sites whose latest audit proves that they fail this criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionCount {
    pub criterion: CriterionId,
    pub sites: i64,
}

/// Number of sites whose latest audit found this kind of defect.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct DefectCount {
    pub rule: String,
    pub reason: String,
    pub sites: i64,
}

/// A defect that several sites share, for instance because they use the same template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDefect {
    /// Id of the finding in the audit documents.
    pub fingerprint: String,
    pub rule: String,
    pub reason: String,
    pub tests: Vec<TestId>,
    pub sites: i64,
    pub occurrences: i64,
}

/// A shared defect and the hosts that have it, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefectHosts {
    pub fingerprint: String,
    pub rule: String,
    pub reason: String,
    pub tests: Vec<TestId>,
    pub hosts: Vec<String>,
}

/// Kinds of software that a site was made with, as the column `kind` names them.
pub(crate) const SYSTEM: &str = "system";
pub(crate) const THEME: &str = "theme";
pub(crate) const AGENCY: &str = "agency";

#[derive(sqlx_macros::FromRow)]
struct SharedRow {
    fingerprint: String,
    rule: String,
    reason: String,
    tests: String,
    sites: i64,
    occurrences: i64,
}

impl Store {
    pub async fn figures(&self, now: DateTime<Utc>) -> Result<Figures> {
        let (fresh, recent) = (now - Duration::days(30), now - Duration::days(90));
        let row: Option<Figures> = read_one!(self, sql::FIGURES, milliseconds(fresh), milliseconds(recent));
        row.ok_or(Error::Database(sqlx::Error::RowNotFound))
    }

    /// Causes for which sites were not evaluated, most frequent first.
    pub async fn not_evaluated(&self) -> Result<Vec<CauseCount>> {
        Ok(read!(self, sql::CAUSES))
    }

    /// Failed criteria of a referential (its name with its version), most frequent first.
    pub async fn failed_criteria(&self, referential: &str) -> Result<Vec<CriterionCount>> {
        let rows: Vec<(String, i64)> = read!(self, sql::FAILED_CRITERIA, referential);
        let count = |(criterion, sites): (String, i64)| {
            Ok(CriterionCount { criterion: criterion.parse().map_err(unreadable)?, sites })
        };
        rows.into_iter().map(count).collect()
    }

    /// Kinds of defects, most frequent first.
    pub async fn frequent_defects(&self, limit: u32) -> Result<Vec<DefectCount>> {
        Ok(read!(self, sql::FREQUENT_DEFECTS, i64::from(limit)))
    }

    /// Causes for which the latest audits could not audit some pages, with the number of sites. Most frequent first.
    pub async fn pages_not_audited(&self) -> Result<Vec<CauseCount>> {
        Ok(read!(self, sql::PAGE_CAUSES))
    }

    /// Defects that at least `least_sites` sites share, the most shared first.
    pub async fn shared_defects(&self, least_sites: u32, limit: u32) -> Result<Vec<SharedDefect>> {
        let rows: Vec<SharedRow> = read!(self, sql::SHARED_DEFECTS, i64::from(least_sites), i64::from(limit));
        rows.into_iter().map(SharedRow::defect).collect()
    }

    /// Every defect that the latest audits of several hosts share, with these hosts.
    pub async fn shared_defect_hosts(&self) -> Result<Vec<DefectHosts>> {
        let rows: Vec<(String, String, String, String, String)> = read!(self, sql::SHARED_DEFECT_HOSTS);
        let mut defects: Vec<DefectHosts> = Vec::new();
        for (fingerprint, rule, reason, tests, host) in rows {
            match defects.last_mut().filter(|last| last.fingerprint == fingerprint) {
                Some(last) if last.hosts.last() == Some(&host) => {}
                Some(last) => last.hosts.push(host),
                None => {
                    let tests = read_tests(&tests)?;
                    defects.push(DefectHosts { fingerprint, rule, reason, tests, hosts: vec![host] });
                }
            }
        }
        Ok(defects)
    }

    /// Software that each host was made with, as its latest audit found it. Hosts without known software are left out.
    pub async fn made_with(&self) -> Result<BTreeMap<String, MadeWith>> {
        let rows: Vec<(String, String, String)> = read!(self, sql::MADE_WITH);
        let mut hosts: BTreeMap<String, MadeWith> = BTreeMap::new();
        for (host, kind, name) in rows {
            let of = hosts.entry(host).or_default();
            // Two sites of one host may have different systems. The first one counts.
            match kind.as_str() {
                SYSTEM if of.system.is_none() => of.system = Some(name),
                THEME if !of.themes.contains(&name) => of.themes.push(name),
                AGENCY if !of.agencies.contains(&name) => of.agencies.push(name),
                _ => {}
            }
        }
        Ok(hosts)
    }
}

fn read_tests(tests: &str) -> Result<Vec<TestId>> {
    let tests: Result<Vec<TestId>, _> = tests.split_whitespace().map(str::parse).collect();
    tests.map_err(unreadable)
}

impl SharedRow {
    fn defect(self) -> Result<SharedDefect> {
        Ok(SharedDefect {
            tests: read_tests(&self.tests)?,
            fingerprint: self.fingerprint,
            rule: self.rule,
            reason: self.reason,
            sites: self.sites,
            occurrences: self.occurrences,
        })
    }
}

fn unreadable(error: InvalidId) -> Error {
    Error::Database(sqlx::Error::Decode(Box::new(error)))
}
