//! The part of a statement check that lists, tables and feeds show. It is small enough to be in memory for all audits.

use super::{
    check::{Duty, DutyOutcome, StatementCheck},
    model::Conformity,
    text::{PartialDate, Percent},
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// The day of the audit.
    pub judged_on: NaiveDate,
    /// The conformity on which the mentions on the home page agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Conformity>,
    /// Address of the statement that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conformity: Option<Conformity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Percent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_on: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// First and last year of the scheme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scheme_years: Vec<u16>,
    /// Outcomes of the duties that were judged.
    pub duties: BTreeMap<Duty, DutyOutcome>,
}

/// Longest address that is kept, in bytes, because thousands of audits are in memory at once. No real statement has a
/// longer one.
const LONGEST_ADDRESS: usize = 2000;

impl Declared {
    pub fn from_check(check: &StatementCheck) -> Self {
        let said = check.statement.as_ref();
        Self {
            judged_on: check.judged_on,
            mention: check.mentioned().map(|(conformity, _)| conformity),
            address: check.address.clone().filter(|address| address.len() <= LONGEST_ADDRESS),
            conformity: said.and_then(|said| said.conformity.as_ref()).map(|read| read.value),
            rate: said.and_then(|said| said.rate.as_ref()).map(|read| read.value),
            set_on: said.and_then(|said| said.set_on.as_ref()).map(|read| read.value),
            updated_on: said.and_then(|said| said.updated_on.as_ref()).map(|read| read.value),
            valid_until: check.valid_until(),
            scheme_years: check.scheme.as_ref().map(|scheme| scheme.years.clone()).unwrap_or_default(),
            duties: check.duties.iter().map(|verdict| (verdict.duty, verdict.outcome)).collect(),
        }
    }

    /// The outcome of a duty; `NotFound` if it was not judged.
    pub fn outcome(&self, duty: Duty) -> DutyOutcome {
        self.duties.get(&duty).copied().unwrap_or(DutyOutcome::NotFound)
    }

    /// Whether a statement was found that is valid on this day, not before the audit. A statement that expired after
    /// the audit may have been renewed, so it is `ToVerify`.
    pub fn statement_on(&self, day: NaiveDate) -> DutyOutcome {
        match (self.outcome(Duty::Statement), self.duties.get(&Duty::Valid)) {
            (DutyOutcome::Met, None) => DutyOutcome::ToVerify,
            (DutyOutcome::Met, Some(DutyOutcome::Met)) => {
                self.still(self.valid_until.is_some_and(|until| day <= until))
            }
            (DutyOutcome::Met, Some(other)) => *other,
            (other, _) => other,
        }
    }

    /// Whether a scheme was found that is in force on this day. A scheme that ended after the audit is `ToVerify`.
    pub fn scheme_on(&self, day: NaiveDate) -> DutyOutcome {
        match self.outcome(Duty::Scheme) {
            DutyOutcome::Met => {
                self.still(self.scheme_years.last().is_some_and(|last| day.year() <= i32::from(*last)))
            }
            other => other,
        }
    }

    /// Whether the plan of the year of this day was found. In another year than that of the audit it is `ToVerify`.
    pub fn plan_on(&self, day: NaiveDate) -> DutyOutcome {
        match self.outcome(Duty::Plan) {
            DutyOutcome::Met => self.still(day.year() == self.judged_on.year()),
            other => other,
        }
    }

    fn still(&self, holds: bool) -> DutyOutcome {
        if holds { DutyOutcome::Met } else { DutyOutcome::ToVerify }
    }

    /// The last day on which the statement is valid, if it is between `day` and `days` days later, both included.
    pub fn expires_within(&self, day: NaiveDate, days: u64) -> Option<NaiveDate> {
        let last = day.checked_add_days(chrono::Days::new(days)).unwrap_or(NaiveDate::MAX);
        self.valid_until.filter(|until| (day..=last).contains(until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(duties: &[(Duty, DutyOutcome)]) -> Declared {
        Declared {
            judged_on: day("2026-11-01"),
            mention: None,
            address: None,
            conformity: None,
            rate: None,
            set_on: None,
            updated_on: None,
            valid_until: Some(day("2026-12-31")),
            scheme_years: vec![2024, 2026],
            duties: duties.iter().copied().collect(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_ran_out_since_the_audit_may_have_been_renewed() {
        let met =
            [Duty::Statement, Duty::Valid, Duty::Scheme, Duty::Plan].map(|duty| (duty, DutyOutcome::Met));
        let found = declared(&met);
        let on = |day| (found.statement_on(day), found.scheme_on(day), found.plan_on(day));
        assert_eq!(on(day("2026-12-31")), (DutyOutcome::Met, DutyOutcome::Met, DutyOutcome::Met));
        let later = (DutyOutcome::ToVerify, DutyOutcome::ToVerify, DutyOutcome::ToVerify);
        assert_eq!(on(day("2027-01-01")), later);
    }

    #[test]
    fn a_statement_without_a_date_is_to_verify_and_one_that_was_not_found_is_no_more() {
        let undated = declared(&[(Duty::Statement, DutyOutcome::Met)]);
        assert_eq!(undated.statement_on(day("2026-11-02")), DutyOutcome::ToVerify);
        assert_eq!(declared(&[]).statement_on(day("2026-11-02")), DutyOutcome::NotFound);
    }

    #[test]
    fn a_statement_expires_soon_on_its_last_ninety_days() {
        let found = declared(&[]);
        let soon = |text| found.expires_within(day(text), 90).is_some();
        assert!(!soon("2026-10-01"));
        assert!(soon("2026-10-02") && soon("2026-12-31"));
        assert!(!soon("2027-01-01"));
    }
}
