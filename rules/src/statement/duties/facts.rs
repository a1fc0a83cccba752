//! The facts by which duties are judged, and functions that build the verdicts.

use crate::statement::{
    check::{Duty, DutyOutcome, DutyVerdict},
    model::{Mention, Programme, Read, Statement},
    source::SourceReading,
};
use chrono::NaiveDate;

/// All that is known about the site's declarations.
pub struct Facts<'a> {
    /// The day of the audit.
    pub today: NaiveDate,
    /// Host of the site, without `www`.
    pub host: String,
    /// Mentions on the home page.
    pub mentions: &'a [Mention],
    pub statement: Option<&'a Statement>,
    /// Address of the statement.
    pub address: Option<&'a str>,
    pub scheme: Option<&'a Read<Programme>>,
    pub plan: Option<&'a Read<Programme>>,
    pub sources: &'a [SourceReading],
}

pub fn say(duty: Duty, outcome: DutyOutcome, reason: &str) -> DutyVerdict {
    DutyVerdict { duty, outcome, reason: reason.to_owned(), data: Default::default(), excerpt: None }
}

impl DutyVerdict {
    pub fn quoting(mut self, excerpt: &str) -> Self {
        self.excerpt = Some(excerpt.to_owned()).filter(|excerpt| !excerpt.is_empty());
        self
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.data.insert(name.to_owned(), value.to_string());
        self
    }
}
