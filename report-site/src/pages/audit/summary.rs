//! The defects to correct first: the kinds of defect with the most occurrences.

use super::{
    super::{at, verdict::Worst},
    finding_words::{count, has_page},
};
use crate::{input::AuditHead, messages, text::Text};
use rules::{
    Outcome,
    audit::{Audit, Finding},
    messages::Language,
};
use std::cmp::Reverse;

/// Number of defects that are shown first.
const MOST: usize = 3;

/// One finding of each kind of defect, with its number; findings with the most occurrences come first.
pub fn ranked(audit: &Audit) -> Vec<(usize, &Finding)> {
    let numbered = audit.findings.iter().enumerate();
    let mut defects: Vec<_> = numbered.filter(|(_, finding)| finding.outcome == Outcome::Failed).collect();
    defects.sort_by_key(|(number, finding)| (Reverse(finding.count), *number));
    // The same text is not shown twice.
    let mut told: Vec<&str> = Vec::new();
    defects.retain(|(_, finding)| {
        let is_first = !told.contains(&finding.reason.as_str());
        told.push(&finding.reason);
        is_first
    });
    defects
}

/// Path of a finding's page, from the root of the edition; `folders` are those of all findings.
pub fn path(audit: &Audit, head: &AuditHead, folders: &[String], number: usize) -> Option<String> {
    let folder = has_page(audit, number).then(|| at::audit(head).ok()).flatten()?;
    Some(format!("{folder}{}/{}/", at::FINDINGS, folders[number]))
}

pub fn worst(audit: &Audit, head: &AuditHead, folders: &[String], language: Language) -> Vec<Worst> {
    let ranked = ranked(audit).into_iter().take(MOST);
    ranked.map(|(number, finding)| line(finding, path(audit, head, folders, number), language)).collect()
}

fn line(finding: &Finding, path: Option<String>, language: Language) -> Worst {
    let message = messages::message(&finding.rule, &finding.reason, language, &finding.data);
    Worst {
        what: Text::capped(&message.what, 200),
        why: Text::capped(&message.why, 200),
        path,
        count: count(finding, language),
    }
}
