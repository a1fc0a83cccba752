//! Consistency of the program with the ACT rules: a table for the person who runs the report, one line for each rule.

use super::{cases::Case, verdicts::Verdicts};
use rules::{Outcome, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// Consistency of our rules with an ACT rule, from the outcomes of its test cases. A case whose expected outcome is not
/// `failed` must not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consistency {
    /// All cases were audited, all failed cases fail, and no other case does.
    Consistent,
    /// Some failed cases fail, no other case does, and a case was missed or not audited.
    Partial,
    /// No case fails, although some should or were not audited.
    Minimal,
    /// A case fails that must not.
    Wrong,
    /// No rule of ours implements the ACT rule.
    Unimplemented,
}

impl Consistency {
    fn name(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Partial => "partial",
            Self::Minimal => "minimal",
            Self::Wrong => "wrong",
            Self::Unimplemented => "unimplemented",
        }
    }
}

/// The results for the cases of one ACT rule.
#[derive(Debug, Default)]
struct Tally {
    name: String,
    implemented: bool,
    /// Number of failed cases that our rules fail, and of all failed cases.
    found: usize,
    failed: usize,
    /// Number of other cases that our rules fail, and of all other cases.
    wrong: usize,
    other: usize,
    /// Number of cases whose page was not audited, although a rule of ours implements the ACT rule.
    lost: usize,
    /// Success criteria of the ACT rule, and of our rules that implement it.
    theirs: BTreeSet<String>,
    ours: BTreeSet<String>,
}

impl Tally {
    fn count(&mut self, case: &Case, implementing: &[&'static Rule], said: Option<&Verdicts>) {
        self.name.clone_from(&case.rule_name);
        self.implemented = !implementing.is_empty();
        self.theirs.extend(case.criteria.iter().cloned());
        self.ours.extend(implementing.iter().flat_map(|rule| rule.wcag).map(|number| (*number).to_owned()));
        let fails = said
            .is_some_and(|said| implementing.iter().any(|rule| said.get(rule.id) == Some(&Outcome::Failed)));
        self.lost += usize::from(self.implemented && said.is_none());
        let (all, found) = match case.expected {
            Outcome::Failed => (&mut self.failed, &mut self.found),
            _ => (&mut self.other, &mut self.wrong),
        };
        *all += 1;
        *found += usize::from(fails);
    }

    fn consistency(&self) -> Consistency {
        match () {
            () if !self.implemented => Consistency::Unimplemented,
            () if self.wrong > 0 => Consistency::Wrong,
            () if self.found == self.failed && self.lost == 0 => Consistency::Consistent,
            () if self.found > 0 => Consistency::Partial,
            () => Consistency::Minimal,
        }
    }
}

/// The table, then the success criteria that differ, then the totals. Each case comes with the verdicts on its page.
pub fn table<'a>(
    rules: &[&'static Rule],
    cases: impl IntoIterator<Item = (&'a Case, Option<&'a Verdicts>)>,
) -> String {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (case, said) in cases {
        let implementing: Vec<_> =
            rules.iter().copied().filter(|rule| rule.act.contains(&case.rule.as_str())).collect();
        tallies.entry(&case.rule).or_default().count(case, &implementing, said);
    }
    let mut text = format!(
        "{:7} {:13} {:>12} {:>11} {:>11}  name\n",
        "rule", "", "failed found", "false fails", "not audited"
    );
    for (id, tally) in &tallies {
        text.push_str(&line(id, tally));
    }
    text.push_str(&criteria_that_differ(&tallies));
    text.push_str(&totals(&tallies));
    text
}

fn line(id: &str, tally: &Tally) -> String {
    format!(
        "{id:7} {:13} {:>12} {:>11} {:>11}  {}\n",
        tally.consistency().name(),
        format!("{}/{}", tally.found, tally.failed),
        format!("{}/{}", tally.wrong, tally.other),
        tally.lost,
        tally.name,
    )
}

/// Lines on rules whose success criteria differ from those of the ACT rule. W3C calls an implementation complete only
/// if they are the same.
fn criteria_that_differ(tallies: &BTreeMap<&str, Tally>) -> String {
    let list = |numbers: &BTreeSet<String>| {
        if numbers.is_empty() {
            "none".to_owned()
        } else {
            numbers.iter().cloned().collect::<Vec<_>>().join(" ")
        }
    };
    let different = tallies.iter().filter(|(_, tally)| tally.implemented && tally.ours != tally.theirs);
    let lines = different.map(|(id, tally)| {
        format!("{id:7} success criteria: {} in ACT, {} here\n", list(&tally.theirs), list(&tally.ours))
    });
    lines.collect()
}

fn totals(tallies: &BTreeMap<&str, Tally>) -> String {
    let mut by_consistency: BTreeMap<Consistency, usize> = BTreeMap::new();
    for tally in tallies.values() {
        *by_consistency.entry(tally.consistency()).or_default() += 1;
    }
    let counts: Vec<String> =
        by_consistency.iter().map(|(consistency, count)| format!("{count} {}", consistency.name())).collect();
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
    format!(
        "{} rules: {}; {} of {} failed cases found, {} of {} others said to fail, {} not audited",
        tallies.len(),
        counts.join(", "),
        sum(|tally| tally.found),
        sum(|tally| tally.failed),
        sum(|tally| tally.wrong),
        sum(|tally| tally.other),
        sum(|tally| tally.lost),
    )
}

#[cfg(test)]
mod tests {
    use super::{
        super::examples::{BOAT_HAS_NAME, BOAT_IS_MOORED, case},
        *,
    };

    /// Consistency for cases of `boat01`, each with the outcomes of two rules, or `None` if its page was not audited.
    fn consistency(cases: &[(Outcome, Option<[Outcome; 2]>)]) -> Consistency {
        let rules = [&BOAT_HAS_NAME, &BOAT_IS_MOORED];
        let mut tally = Tally::default();
        for (expected, said) in cases {
            let said = said.map(|[name, moored]| {
                Verdicts::from([(rules[0].id.to_owned(), name), (rules[1].id.to_owned(), moored)])
            });
            tally.count(&case("boat01", *expected, "one"), &rules, said.as_ref());
        }
        tally.consistency()
    }

    #[test]
    fn one_rule_that_finds_a_case_is_enough_and_one_false_fail_is_too_much() {
        use Outcome::{CantTell, Failed, Passed};
        let found = (Failed, Some([Passed, Failed]));
        let missed = (Failed, Some([Passed, CantTell]));
        assert_eq!(consistency(&[found, (Passed, Some([Passed, CantTell]))]), Consistency::Consistent);
        assert_eq!(consistency(&[found, missed]), Consistency::Partial);
        assert_eq!(consistency(&[missed]), Consistency::Minimal);
        assert_eq!(consistency(&[found, (Passed, Some([Failed, Passed]))]), Consistency::Wrong);
        assert_eq!(consistency(&[found, (Passed, None)]), Consistency::Partial, "a page was not audited");
    }

    #[test]
    fn the_table_tells_all_rules_apart() {
        let cases = [case("boat01", Outcome::Failed, "one"), case("nobody", Outcome::Passed, "two")];
        let said = [("boat-has-name", Outcome::Failed), ("boat-is-moored", Outcome::Passed)];
        let said: Verdicts = said.into_iter().map(|(rule, outcome)| (rule.to_owned(), outcome)).collect();
        let rules = [&BOAT_HAS_NAME, &BOAT_IS_MOORED];
        insta::assert_snapshot!(table(&rules, cases.iter().map(|case| (case, Some(&said)))));
    }
}
