//! A site with its audits.

use crate::input::{AuditHead, Site};
use chrono::{DateTime, TimeDelta, Utc};
use rules::audit::AuditOutcome;
use std::collections::BTreeSet;

/// A site with its audits, or the audits of a site that no registry names any more.
#[derive(Default)]
pub struct Host<'a> {
    pub sites: Vec<&'a Site>,
    /// All audits, newest first, including withdrawn ones.
    pub audits: Vec<&'a AuditHead>,
    /// Whether the site is followed: it belongs to a present member, or to no member at all.
    pub followed: bool,
}

impl<'a> Host<'a> {
    pub fn latest(&self) -> Option<&'a AuditHead> {
        self.standing().next()
    }

    pub fn latest_evaluated(&self) -> Option<&'a AuditHead> {
        self.standing().find(|head| head.outcome == AuditOutcome::Evaluated)
    }

    /// The audit to compare `head` with: the last one before it that could evaluate the site.
    pub fn before(&self, head: &AuditHead) -> Option<&'a AuditHead> {
        let older = self.audits.iter().copied().skip_while(|other| other.id != head.id).skip(1);
        older.filter(|head| head.withdrawn.is_none()).find(|head| head.outcome == AuditOutcome::Evaluated)
    }

    /// The last audit that could evaluate the site, and the one before it.
    pub fn last_two(&self) -> Option<(&'a AuditHead, &'a AuditHead)> {
        let last = self.latest_evaluated()?;
        Some((last, self.before(last)?))
    }

    /// The last audit begun before a time that could evaluate the site.
    pub fn evaluated_before(&self, time: DateTime<Utc>) -> Option<&'a AuditHead> {
        self.standing().find(|head| head.started_at < time && head.outcome == AuditOutcome::Evaluated)
    }

    pub fn standing(&self) -> impl Iterator<Item = &'a AuditHead> {
        self.audits.iter().copied().filter(|head| head.withdrawn.is_none())
    }

    /// Whether several of its audits were begun on the day of that time.
    pub fn has_several_on_the_day_of(&self, time: DateTime<Utc>) -> bool {
        let day = time.date_naive();
        self.audits.iter().filter(|head| head.started_at.date_naive() == day).count() > 1
    }

    /// Whether another of its audits was begun before that time, on the same day.
    pub fn has_one_before_on_the_day_of(&self, time: DateTime<Utc>) -> bool {
        let day = time.date_naive();
        self.audits.iter().any(|head| head.started_at < time && head.started_at.date_naive() == day)
    }

    /// Ids of the members whose site it is, each once.
    pub fn members(&self) -> BTreeSet<&'a str> {
        self.sites.iter().flat_map(|site| &site.members).map(String::as_str).collect()
    }

    /// Whether an audit begun at most `days` days before `now` could evaluate the site.
    pub fn evaluated_since(&self, now: DateTime<Utc>, days: i64) -> bool {
        self.latest_evaluated().is_some_and(|head| now - head.started_at <= TimeDelta::days(days))
    }
}
