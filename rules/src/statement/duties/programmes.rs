//! Judges the duties about the multi-year scheme and the annual plan.

use super::facts::{Facts, say};
use crate::statement::{
    check::{
        Duty,
        DutyOutcome::{Met, NotFound, NotMet, ToVerify},
        DutyVerdict,
    },
    model::Programme,
};
use chrono::Datelike;

pub fn scheme(facts: &Facts<'_>) -> DutyVerdict {
    let Some(read) = facts.scheme else { return say(Duty::Scheme, NotFound, "not-found") };
    let programme = &read.value;
    let this_year = facts.today.year();
    let years = || programme.years.iter().map(u16::to_string).collect::<Vec<_>>().join("-");
    let verdict = match programme.years[..] {
        _ if programme.is_announced_only => say(Duty::Scheme, NotMet, "announced"),
        [first, last] if last - first > 3 => say(Duty::Scheme, NotMet, "too-long"),
        [_, last] if i32::from(last) < this_year && names(programme, this_year) => {
            say(Duty::Scheme, ToVerify, "other-year").with("last", last)
        }
        [_, last] if i32::from(last) < this_year => say(Duty::Scheme, NotMet, "over"),
        // «2023-2026» may mean from the middle of 2023 to the middle of 2026, which is three years.
        [first, last] if last - first == 3 => say(Duty::Scheme, ToVerify, "perhaps-too-long"),
        [first, _] if i32::from(first) > this_year => say(Duty::Scheme, ToVerify, "future"),
        [_, _] if programme.addresses.is_empty() => say(Duty::Scheme, ToVerify, "no-link"),
        [_, _] => say(Duty::Scheme, Met, "current"),
        _ if programme.addresses.is_empty() => say(Duty::Scheme, NotFound, "named-only"),
        _ => say(Duty::Scheme, ToVerify, "no-years"),
    };
    verdict.with("years", years()).quoting(&read.excerpt)
}

/// Whether its text names this year or a later one, in words that were not understood as years of the programme.
fn names(programme: &Programme, this_year: i32) -> bool {
    programme.latest_year.is_some_and(|year| i32::from(year) >= this_year)
}

/// Judges the duty of an annual plan. A scheme may contain the plans of its years, so a plan that was not found may be
/// in a scheme that was found and is not over.
pub fn plan(facts: &Facts<'_>) -> DutyVerdict {
    let this_year = facts.today.year();
    let may_hold = facts.scheme.is_some_and(|scheme| {
        !scheme.value.addresses.is_empty()
            && scheme.value.years.last().is_none_or(|last| i32::from(*last) >= this_year)
    });
    let Some(read) = facts.plan else {
        return if may_hold {
            say(Duty::Plan, ToVerify, "maybe-in-scheme").with("year", this_year)
        } else {
            say(Duty::Plan, NotFound, "not-found").with("year", this_year)
        };
    };
    let programme = &read.value;
    let verdict = match programme.years.last() {
        _ if programme.is_announced_only => say(Duty::Plan, NotMet, "announced"),
        _ if programme.years.iter().any(|year| i32::from(*year) == this_year) => {
            if programme.addresses.is_empty() {
                say(Duty::Plan, ToVerify, "no-link")
            } else {
                say(Duty::Plan, Met, "current")
            }
        }
        Some(last) if may_hold => say(Duty::Plan, ToVerify, "older-maybe-in-scheme").with("last", last),
        Some(last) if names(programme, this_year) => {
            say(Duty::Plan, ToVerify, "other-year").with("last", last)
        }
        Some(last) if i32::from(*last) < this_year => say(Duty::Plan, NotMet, "older").with("last", last),
        Some(last) => say(Duty::Plan, ToVerify, "other-year").with("last", last),
        None if programme.addresses.is_empty() => say(Duty::Plan, NotFound, "named-only"),
        None => say(Duty::Plan, ToVerify, "no-year"),
    };
    verdict.with("year", this_year).quoting(&read.excerpt)
}
