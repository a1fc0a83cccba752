//! The audit in a few plain sentences, for who does not know the RGAA.

use super::{Subject, findings};
use crate::{language::Say, text::Text};
use rules::{Outcome, audit::Finding};
use serde::Serialize;

/// Defects that are told in the summary.
const MOST: usize = 3;

#[derive(Debug, Serialize)]
pub struct PlainSummary {
    /// «12 pages»
    pub pages: String,
    /// «9 critères»
    pub failed: String,
    pub is_clean: bool,
    /// Another referential than the one that the law names.
    pub referential: Option<Text>,
    /// The defects that stand at the most places, each with why it matters.
    pub worst: Vec<Worst>,
}

#[derive(Debug, Serialize)]
pub struct Worst {
    pub what: Text,
    pub why: Text,
    pub path: Option<String>,
    pub count: String,
}

impl PlainSummary {
    pub fn of(subject: &Subject<'_>) -> Self {
        let language = subject.context.language;
        let (summary, setting) = (&subject.audit.summary, &subject.audit.setting);
        let numbered = subject.audit.findings.iter().enumerate();
        let mut defects: Vec<_> =
            numbered.filter(|(_, finding)| finding.outcome == Outcome::Failed).collect();
        defects.sort_by_key(|(number, finding)| (std::cmp::Reverse(finding.count), *number));
        // One line a kind of defect: the same words twice tell nothing more.
        let mut told: Vec<&str> = Vec::new();
        defects.retain(|(_, finding)| {
            let is_first = !told.contains(&finding.reason.as_str());
            told.push(&finding.reason);
            is_first
        });
        let worst = defects.iter().take(MOST).map(|(number, finding)| Worst::of(subject, *number, finding));
        Self {
            pages: language.count(summary.pages_audited, ["page", "pages", "page", "pages"]),
            failed: language.count(summary.failed, ["critère", "critères", "criterion", "criteria"]),
            is_clean: summary.failed == 0,
            referential: (setting.referential != "RGAA").then(|| Text::line(&setting.referential)),
            worst: worst.collect(),
        }
    }
}

impl Worst {
    fn of(subject: &Subject<'_>, number: usize, finding: &Finding) -> Self {
        let message = &subject.shown.messages[number];
        Self {
            what: Text::capped(&message.what, 200),
            why: Text::capped(&message.why, 200),
            path: findings::path(subject, number),
            count: findings::count(finding, subject),
        }
    }
}
