//! Proofs: which rule can prove which aspect wrong. They follow from the rules' examples and are not declared.

use crate::{
    Outcome, Verdict,
    judge::PageFinding,
    referential::{Aspect, Referential, TestId, aspects},
    rule::Rule,
};
use std::{collections::BTreeSet, sync::LazyLock};

/// A rule and an aspect that it can prove wrong, as at least one of its examples shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    pub aspect: Aspect,
    pub rule: String,
    /// Whether the failure proves that this aspect or another one is wrong, but not which one.
    pub either: bool,
}

impl std::fmt::Display for Proof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = if self.either { "either" } else { "alone" };
        write!(formatter, "{}\t{}\t{whole}", self.aspect, self.rule)
    }
}

const TABLE: &str = include_str!("../data/proofs.tsv");

/// All proofs, in the order of the aspects. A test compares them with the examples.
pub fn all() -> &'static BTreeSet<Proof> {
    static ALL: LazyLock<BTreeSet<Proof>> =
        LazyLock::new(|| TABLE.lines().skip(1).filter_map(read).collect());
    &ALL
}

fn read(line: &str) -> Option<Proof> {
    let mut cells = line.split('\t');
    let aspect = aspects().find(cells.next()?)?.aspect;
    let (rule, whole) = (cells.next()?.to_owned(), cells.next()?);
    Some(Proof { aspect, rule, either: whole == "either" })
}

/// The proofs that follow from a finding of a rule: none unless it failed.
pub fn of_finding(rule: &Rule, finding: &PageFinding) -> Vec<Proof> {
    proofs(rule, finding.outcome, (&finding.aspects, finding.either), &finding.also)
}

/// The proofs that follow from a verdict. A verdict without aspects concerns all aspects of its rule.
pub fn of_verdict(rule: &Rule, verdict: &Verdict) -> Vec<Proof> {
    let aspects = verdict.aspects.as_deref().unwrap_or(rule.aspects);
    proofs(rule, verdict.outcome, (aspects, verdict.either), &verdict.also)
}

fn proofs(
    rule: &Rule,
    outcome: Outcome,
    (aspects, either): (&[Aspect], bool),
    also: &[Aspect],
) -> Vec<Proof> {
    if outcome != Outcome::Failed {
        return Vec::new();
    }
    let proof = |aspect: &Aspect, either| Proof { aspect: *aspect, rule: rule.id.to_owned(), either };
    let named = aspects.iter().map(|aspect| proof(aspect, either));
    named.chain(also.iter().map(|aspect| proof(aspect, false))).collect()
}

/// Tests of a referential that a rule can prove failed, alone or as one of several.
pub fn tests_proven(referential: &Referential) -> BTreeSet<TestId> {
    let proofs = |proof: &Proof| referential.tests_of_aspect(proof.aspect).to_vec();
    all().iter().flat_map(proofs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_line_is_read_and_names_a_rule_that_decides_the_aspect() {
        assert_eq!(all().len(), TABLE.lines().skip(1).count());
        for proof in all() {
            let rule = catalogue::rule(&proof.rule);
            assert!(rule.is_some_and(|rule| rule.aspects.contains(&proof.aspect)), "{proof}");
        }
    }
}
