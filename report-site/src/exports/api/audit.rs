//! One audit in a list of the API.

use crate::{
    declarations,
    exports::safe,
    input::AuditHead,
    pages::{Context, at},
    text::Text,
};
use chrono::{DateTime, Utc};
use rules::{
    audit::{AuditOutcome, Summary},
    statement::Declared,
};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct AuditEntry {
    id: String,
    host: String,
    started_at: DateTime<Utc>,
    /// `evaluated`, `not-evaluated` or `withdrawn`.
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Withdrawn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Summary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ceiling: Option<Ceiling>,
    /// Number of lost pages of an evaluated audit. If it is above 0, the site was seen only in part: defects may be
    /// missing, and the audit is compared with no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages_lost: Option<u32>,
    /// Accessibility declarations of the site, and whether the duties of the law were found to be met.
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<Declared>,
    page: String,
    document: String,
}

#[derive(Debug, Serialize)]
struct Withdrawn {
    at: DateTime<Utc>,
    reason: String,
}

/// The ceiling: no rate of conformity can exceed it.
#[derive(Debug, Serialize)]
struct Ceiling {
    numerator: u32,
    denominator: u32,
}

impl AuditEntry {
    /// The entry of an audit. `None` for one that cannot have an address; its page reports the problem.
    pub fn from_head(context: &Context<'_>, head: &AuditHead) -> Option<Self> {
        let path = at::audit(head).ok()?;
        let withdrawn = head
            .withdrawn
            .as_ref()
            .map(|told| Withdrawn { at: told.at, reason: Text::capped(&told.reason, 2000).to_string() });
        let (outcome, cause) = match &head.outcome {
            _ if withdrawn.is_some() => ("withdrawn", None),
            AuditOutcome::Evaluated => ("evaluated", None),
            AuditOutcome::NotEvaluated { cause, .. } => {
                ("not-evaluated", Some(Text::capped(cause, 60).to_string()))
            }
        };
        let summary = (outcome == "evaluated").then_some(head.summary);
        let ceiling = summary.and_then(|summary| summary.ceiling());
        Some(Self {
            id: head.id.clone(),
            host: head.host.clone(),
            started_at: head.started_at,
            outcome,
            cause,
            withdrawn,
            summary,
            ceiling: ceiling
                .map(|found| Ceiling { numerator: found.numerator, denominator: found.denominator }),
            pages_lost: summary.map(|_| head.facts.pages_lost),
            declared: declarations::told(head).map(safe),
            page: context.absolute_folder(&path),
            document: context.absolute(&path.file("audit.json")),
        })
    }
}
