//! Which rule proves which test to fail: what the rules' examples have shown, and nothing that is only declared.

use crate::{Outcome, Verdict, referential::TestId, rule::Rule};
use std::{collections::BTreeSet, sync::LazyLock};

/// A rule, a test that some example of it fails, and whether only together with others («one of these»).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    pub test: TestId,
    pub rule: String,
    pub either: bool,
}

impl std::fmt::Display for Proof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = if self.either { "either" } else { "alone" };
        write!(formatter, "{}\t{}\t{whole}", self.test, self.rule)
    }
}

const TABLE: &str = include_str!("../data/proofs.tsv");

/// All of them, in the order of the referential. A test compares them with the examples.
pub fn all() -> &'static BTreeSet<Proof> {
    static ALL: LazyLock<BTreeSet<Proof>> =
        LazyLock::new(|| TABLE.lines().skip(1).filter_map(read).collect());
    &ALL
}

fn read(line: &str) -> Option<Proof> {
    let mut cells = line.split('\t');
    let (test, rule, whole) = (cells.next()?.parse().ok()?, cells.next()?.to_owned(), cells.next()?);
    Some(Proof { test, rule, either: whole == "either" })
}

/// What a failed verdict of a rule proves.
pub fn of_failure<'a>(
    rule: &'a Rule,
    outcome: Outcome,
    tests: &'a [TestId],
    either: bool,
) -> impl Iterator<Item = Proof> + 'a {
    let tests = if outcome == Outcome::Failed { tests } else { &[] };
    tests.iter().map(move |test| Proof { test: *test, rule: rule.id.to_owned(), either })
}

/// The same of a verdict that names its tests only where they are not all of the rule.
pub fn of_verdict(rule: &Rule, verdict: &Verdict) -> Vec<Proof> {
    let tests = verdict.tests.as_deref().unwrap_or(rule.tests);
    of_failure(rule, verdict.outcome, tests, verdict.either).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_line_is_read_and_names_a_rule_that_serves_the_test() {
        assert_eq!(all().len(), TABLE.lines().skip(1).count());
        for proof in all() {
            let rule = catalogue::rule(&proof.rule);
            assert!(rule.is_some_and(|rule| rule.tests.contains(&proof.test)), "{proof}");
        }
    }
}
