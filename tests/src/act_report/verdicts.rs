//! Verdicts on one page, read from the output of `audit --format jsonl`.

use rules::Outcome;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The outcome of each rule on a page, by the rule's id.
pub type Verdicts = BTreeMap<String, Outcome>;

#[derive(Debug, Deserialize)]
pub struct PageVerdicts {
    pub url: String,
    /// Reason for which the page was not audited.
    pub reason: Option<String>,
    pub rules: Vec<RuleOutcome>,
}

#[derive(Debug, Deserialize)]
pub struct RuleOutcome {
    id: String,
    outcome: Outcome,
}

pub fn of_rules(rules: Vec<RuleOutcome>) -> Verdicts {
    rules.into_iter().map(|rule| (rule.id, rule.outcome)).collect()
}
