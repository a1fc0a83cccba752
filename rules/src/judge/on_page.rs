//! One page: every rule runs, every test of the referential gets its outcome.

use super::findings::{MOST_PLACES, PageFinding};
use crate::{
    Node, Outcome, Page, Rule, Verdict, applicability,
    audit::PageStanding,
    catalogue,
    made_with::MadeWith,
    page::sections::stillness::Stillness,
    referential::{Referential, Test, TestId},
    sampled::PageDigest,
};
use std::collections::{BTreeMap, BTreeSet};

/// The reason of what cannot be told because it moves.
pub const MOVING: &str = "moving";
/// The reason of what cannot be told because the page was not there in time.
pub const UNFINISHED: &str = "unfinished";
/// The reason of what cannot be told because nothing of the page was seen.
pub const NOTHING_SHOWN: &str = "nothing-shown";

/// What is known of one page.
#[derive(Debug, Clone)]
pub struct PageVerdict {
    pub rules: Vec<RuleVerdict>,
    /// Every test of the referential.
    pub tests: BTreeMap<TestId, Outcome>,
    /// Keys of the predicates that hold here, of tests that only the sample decides.
    pub sample_facts: BTreeSet<&'static str>,
    /// What the other pages of the sample are compared with.
    pub digest: PageDigest,
    pub made_with: MadeWith,
    /// How the page came to rest.
    pub standing: Option<PageStanding>,
}

/// What one rule says of one page.
#[derive(Debug, Clone)]
pub struct RuleVerdict {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    pub findings: Vec<PageFinding>,
    /// Targets that failed or need a human, beyond those in `findings`.
    pub not_listed: usize,
    /// The strongest outcome for each test the rule spoke of.
    by_test: BTreeMap<TestId, Outcome>,
}

#[cfg(test)]
impl RuleVerdict {
    /// A rule that said this.
    pub(super) fn of_findings(rule: &'static Rule, findings: Vec<PageFinding>) -> Self {
        let outcome = Outcome::strongest(findings.iter().map(|finding| finding.outcome));
        Self { rule, outcome, findings, not_listed: 0, by_test: BTreeMap::new() }
    }
}

/// Judges a page by the rules that serve the referential.
pub fn judge(page: &Page) -> PageVerdict {
    judge_with(page, &catalogue::SERVING)
}

/// Judges a page by all rules, for readers of other standards.
pub fn judge_by_all(page: &Page) -> PageVerdict {
    judge_with(page, &catalogue::ALL)
}

/// A page of usual size takes some hundred thousand, five thousand texts painted over one another thirty millions.
pub const MOST_STEPS: u64 = 200_000_000;

/// Why a page was not judged to its end. A verdict by some of the rules would be another one each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// It takes more work than a page may: it would on every machine.
    Work,
    /// Whoever asked has no more time: this machine is slow, or what it costs was not counted.
    Time,
}

/// Judges a page by these rules, within so many [steps](Page::steps) and as long as it may go on: both are asked before
/// each rule and each target.
pub fn judge_within(
    page: &Page,
    rules: &[&'static Rule],
    most_steps: u64,
    goes_on: &dyn Fn() -> bool,
) -> Result<PageVerdict, Stopped> {
    let last = page.steps().saturating_add(most_steps);
    let check = || match goes_on() {
        _ if page.steps() > last => Err(Stopped::Work),
        true => Ok(()),
        false => Err(Stopped::Time),
    };
    let rules: Result<Vec<_>, _> = rules.iter().map(|rule| by_while(rule, page, &check)).collect();
    Ok(concluded(page, rules?))
}

/// Judges a page by these rules only.
pub fn judge_with(page: &Page, rules: &[&'static Rule]) -> PageVerdict {
    concluded(page, rules.iter().map(|rule| judge_by(rule, page)).collect())
}

fn concluded(page: &Page, rules: Vec<RuleVerdict>) -> PageVerdict {
    let facts = applicability::Facts::of(page);
    let tests =
        Referential::rgaa().tests().map(|test| (test.id, outcome_of(page, test, &rules, &facts))).collect();
    PageVerdict {
        rules,
        tests,
        sample_facts: facts.of_sample(),
        digest: PageDigest::of(page),
        made_with: MadeWith::of(page),
        standing: standing(page),
    }
}

fn standing(page: &Page) -> Option<PageStanding> {
    const MOST_PARTS: usize = 10;
    let Stillness { milliseconds, is_quiet, is_answered, .. } = *page.stillness()?;
    let parts = page.moving_parts().into_iter().filter(Node::is_element).take(MOST_PARTS);
    let moving: Vec<String> = parts.map(|part| part.selector()).collect();
    let timed_out = !is_quiet || !is_answered;
    let says = milliseconds > 0 || timed_out || !moving.is_empty();
    says.then_some(PageStanding { waited_milliseconds: milliseconds, timed_out, moving })
}

/// Judges a page by one rule alone, without the tests that follow from it.
pub fn judge_by(rule: &'static Rule, page: &Page) -> RuleVerdict {
    by_while(rule, page, &|| Ok(())).expect("nothing stops it")
}

fn by_while(
    rule: &'static Rule,
    page: &Page,
    check: &dyn Fn() -> Result<(), Stopped>,
) -> Result<RuleVerdict, Stopped> {
    let mut verdict = RuleVerdict {
        rule,
        outcome: Outcome::Inapplicable,
        findings: Vec::new(),
        not_listed: 0,
        by_test: BTreeMap::new(),
    };
    check()?;
    for target in (rule.applicability)(page) {
        check()?;
        let said = at_rest(target, (rule.expectation)(target));
        verdict.outcome = verdict.outcome.max(said.outcome);
        // A proof of «one of these» proves none of them alone.
        let of_test = if said.either { Outcome::CantTell } else { said.outcome };
        for test in said.tests.as_deref().unwrap_or(rule.tests) {
            let known = verdict.by_test.entry(*test).or_insert(of_test);
            *known = of_test.max(*known);
        }
        match said.outcome {
            Outcome::Failed | Outcome::CantTell if verdict.findings.len() < MOST_PLACES => {
                verdict.findings.push(PageFinding::new(rule, target, said));
            }
            Outcome::Failed | Outcome::CantTell => verdict.not_listed += 1,
            Outcome::Passed | Outcome::Inapplicable | Outcome::Untested => {}
        }
    }
    Ok(verdict)
}

/// What moves is neither passed nor failed, whatever the rule saw of it.
fn at_rest(target: Node<'_>, said: Verdict) -> Verdict {
    let page = target.page();
    let reason = match said.outcome {
        Outcome::CantTell | Outcome::Untested => return said,
        _ if page.is_unfinished() => UNFINISHED,
        _ if page.shows_nothing() => NOTHING_SHOWN,
        _ if page.is_moving(target) => MOVING,
        _ => return said,
    };
    Verdict { tests: said.tests, ..Verdict::cant_tell(reason) }
}

/// Failed if a rule proves it; inapplicable if nothing on the page is concerned; passed if the rules that decide
/// the test found something right and nothing else; a human's otherwise.
fn outcome_of(page: &Page, test: &Test, rules: &[RuleVerdict], facts: &applicability::Facts) -> Outcome {
    let spoken: Vec<Outcome> = rules.iter().filter_map(|rule| rule.by_test.get(&test.id)).copied().collect();
    let failed = spoken.contains(&Outcome::Failed);
    // What is missing may only be away.
    if facts.inapplicable(test) && page.is_unsettled() {
        return Outcome::CantTell;
    }
    match facts.inapplicable(test) {
        // Two parts of the engine contradict each other: nobody is accused on that.
        true if failed => Outcome::CantTell,
        true => Outcome::Inapplicable,
        false if failed => Outcome::Failed,
        false if spoken.contains(&Outcome::CantTell) => Outcome::CantTell,
        false if decided(test, rules, facts) => Outcome::Passed,
        false if test.is_looked_at() => Outcome::CantTell,
        false => Outcome::Untested,
    }
}

/// A rule that found nothing to look at says nothing: what it asks for may not have been in front.
fn decided(test: &Test, rules: &[RuleVerdict], facts: &applicability::Facts) -> bool {
    let outcome = |id: &&str| {
        let said = rules.iter().find(|verdict| verdict.rule.id == *id);
        said.map_or(Outcome::Untested, |verdict| verdict.outcome)
    };
    let outcomes: Vec<Outcome> = test.decided_by.iter().map(outcome).collect();
    facts.all_examined(test)
        && outcomes.contains(&Outcome::Passed)
        && outcomes.iter().all(|outcome| matches!(outcome, Outcome::Passed | Outcome::Inapplicable))
}
