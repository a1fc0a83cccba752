//! Judges one page: every rule runs, and every aspect gets its outcome.

use super::{
    criterion::criterion_on_page,
    findings::{MOST_PLACES, PageFinding},
};
use crate::{
    Node, Outcome, Page, Rule, Verdict, applicability,
    audit::PageStanding,
    catalogue,
    consent::Question,
    made_with::MadeWith,
    page::sections::stillness::Stillness,
    referential::{Aspect, AspectRow, Referential, Test, TestId, aspects},
    sampled::PageDigest,
};
use std::collections::{BTreeMap, BTreeSet};

/// Reason for «cannot tell»: the part moves.
pub const MOVING: &str = "moving";
/// Reason for «cannot tell»: the page was not finished in time.
pub const UNFINISHED: &str = "unfinished";
/// Reason for «cannot tell»: nothing of the page was shown.
pub const NOTHING_SHOWN: &str = "nothing-shown";

/// Reason for «cannot tell»: a script should have filled in the part but did not.
pub const UNFILLED: &str = "unfilled";

/// The verdict on one page.
#[derive(Debug, Clone)]
pub struct PageVerdict {
    pub rules: Vec<RuleVerdict>,
    /// The outcomes of all aspects, also of those about which the chosen referentials do not ask.
    pub aspects: BTreeMap<Aspect, Outcome>,
    /// Keys of the predicates that hold here, for aspects that only the whole sample decides.
    pub sample_facts: BTreeSet<&'static str>,
    /// The digest that the other pages of the sample are compared with.
    pub digest: PageDigest,
    pub made_with: MadeWith,
    /// How the page settled.
    pub standing: Option<PageStanding>,
    /// The consent dialog in front of it.
    pub consent: Option<Question>,
}

/// The verdict of one rule on one page.
#[derive(Debug, Clone)]
pub struct RuleVerdict {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    pub findings: Vec<PageFinding>,
    /// Number of targets that failed or must be verified, besides those in `findings`.
    pub not_listed: usize,
    /// The strongest outcome for each aspect that the rule decided.
    by_aspect: BTreeMap<Aspect, Outcome>,
}

impl RuleVerdict {
    /// Adds a finding with its place; beyond [`MOST_PLACES`] it is only counted. A part that moves is added once.
    fn tell(&mut self, target: Node<'_>, said: Verdict) {
        let moves = said.reason == MOVING;
        let finding = PageFinding::new(self.rule, if moves { target.moving_part() } else { target }, said);
        match () {
            () if moves && self.findings.contains(&finding) => {}
            () if self.findings.len() < MOST_PLACES => self.findings.push(finding),
            () => self.not_listed += 1,
        }
    }
}

#[cfg(test)]
impl RuleVerdict {
    /// A verdict of the rule for tests, with these findings.
    pub(super) fn of_findings(rule: &'static Rule, findings: Vec<PageFinding>) -> Self {
        let outcome = Outcome::strongest(findings.iter().map(|finding| finding.outcome));
        Self { rule, outcome, findings, not_listed: 0, by_aspect: BTreeMap::new() }
    }
}

impl PageVerdict {
    /// The outcomes of all tests of a referential, in its order.
    pub fn tests<'a>(&'a self, referential: &'a Referential) -> impl Iterator<Item = (TestId, Outcome)> + 'a {
        referential.tests().map(|test| (test.id, self.test(test)))
    }

    /// The outcome of a test: failed if one of its aspects failed; inapplicable if all are; passed if the others
    /// passed; otherwise `cantTell`. A test of one aspect has the outcome of that aspect.
    pub fn test(&self, test: &Test) -> Outcome {
        let outcomes = test.aspects.iter().filter_map(|aspect| self.aspects.get(aspect).copied());
        match test.aspects.len() {
            1 => Outcome::strongest(outcomes),
            _ => criterion_on_page(outcomes),
        }
    }
}

/// Judges a page by the rules that serve a referential.
pub fn judge(page: &Page) -> PageVerdict {
    judge_with(page, &catalogue::SERVING)
}

/// Judges a page by all rules, including those that no referential needs.
pub fn judge_by_all(page: &Page) -> PageVerdict {
    judge_with(page, &catalogue::ALL)
}

/// Most [steps](Page::steps) that judging a page may take. A page of usual size takes some hundred thousand; five
/// thousand texts painted over one another take thirty million.
pub const MOST_STEPS: u64 = 200_000_000;

/// Reason for which judging a page was stopped. There is then no verdict, because a verdict by only some of the rules
/// would differ from run to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// The page takes more steps than allowed. This is the same on every machine.
    Work,
    /// The caller's time is over: this machine is slow, or some of the work does not count as steps.
    Time,
}

/// Judges a page by these rules, within a number of [steps](Page::steps) and as long as `goes_on` allows. Both are
/// checked before each rule and each target.
pub fn judge_within(
    page: &Page,
    rules: &[&'static Rule],
    most_steps: u64,
    goes_on: &dyn Fn() -> bool,
) -> Result<PageVerdict, Stopped> {
    let last = page.steps().saturating_add(most_steps);
    let check = || {
        if page.steps() > last {
            return Err(Stopped::Work);
        }
        if goes_on() { Ok(()) } else { Err(Stopped::Time) }
    };
    let rules: Result<Vec<_>, _> = rules.iter().map(|rule| by_while(rule, page, &check)).collect();
    Ok(concluded(page, rules?))
}

/// Judges a page by these rules only.
pub fn judge_with(page: &Page, rules: &[&'static Rule]) -> PageVerdict {
    concluded(page, rules.iter().map(|rule| judge_by(rule, page)).collect())
}

fn concluded(page: &Page, rules: Vec<RuleVerdict>) -> PageVerdict {
    let facts = applicability::Facts::from_page(page);
    let aspects = aspects().rows().map(|row| (row.aspect, outcome_of(page, row, &rules, &facts))).collect();
    PageVerdict {
        rules,
        aspects,
        sample_facts: facts.of_sample(),
        digest: PageDigest::from_page(page),
        made_with: MadeWith::from_page(page),
        standing: standing(page),
        consent: Question::from_page(page),
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

/// Judges a page by one rule alone, without the aspects that follow from it.
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
        by_aspect: BTreeMap::new(),
    };
    check()?;
    for target in (rule.applicability)(page) {
        check()?;
        let said = at_rest(rule, target, (rule.expectation)(target));
        verdict.outcome = verdict.outcome.max(said.outcome);
        // A proof that one of several aspects fails does not show which one.
        let of_aspect = if said.either { Outcome::CantTell } else { said.outcome };
        let of_aspects =
            said.aspects.as_deref().unwrap_or(rule.aspects).iter().map(|aspect| (*aspect, of_aspect));
        for (aspect, outcome) in of_aspects.chain(said.also.iter().map(|aspect| (*aspect, said.outcome))) {
            let known = verdict.by_aspect.entry(aspect).or_insert(outcome);
            *known = outcome.max(*known);
        }
        match said.outcome {
            Outcome::Failed | Outcome::CantTell => verdict.tell(target, said),
            Outcome::Passed | Outcome::Inapplicable | Outcome::Untested => {}
        }
    }
    Ok(verdict)
}

/// The verdict on a target, or `cantTell` if the target moves or the page is not complete.
fn at_rest(rule: &Rule, target: Node<'_>, said: Verdict) -> Verdict {
    let page = target.page();
    let reason = match said.outcome {
        Outcome::CantTell | Outcome::Untested => return said,
        _ if page.is_unfinished() => UNFINISHED,
        _ if page.shows_nothing() => NOTHING_SHOWN,
        _ if page.is_moving(target) && !speaks_of_movement(rule, &said) => MOVING,
        _ if page.waits_to_be_filled(target) => UNFILLED,
        _ => return said,
    };
    Verdict { aspects: said.aspects, also: said.also, ..Verdict::cant_tell(reason) }
}

/// Whether the rule asks about movement itself, so that its verdict is certain although the target moves.
fn speaks_of_movement(rule: &Rule, said: &Verdict) -> bool {
    const OF_MOVEMENT: [Aspect; 3] = [
        Aspect::new("motion-controllable"),
        Aspect::new("blinking-controllable"),
        Aspect::new("style-flashes"),
    ];
    said.aspects.as_deref().unwrap_or(rule.aspects).iter().all(|aspect| OF_MOVEMENT.contains(aspect))
}

/// The outcome of an aspect: failed if a rule proves it; inapplicable if nothing on the page is concerned; passed if
/// the rules that decide it found targets and no defect; `untested` if no rule looks at it; otherwise `cantTell`.
fn outcome_of(page: &Page, row: &AspectRow, rules: &[RuleVerdict], facts: &applicability::Facts) -> Outcome {
    if row.aspect == Aspect::ALWAYS_MET {
        return Outcome::Passed;
    }
    let spoken: Vec<Outcome> =
        rules.iter().filter_map(|rule| rule.by_aspect.get(&row.aspect)).copied().collect();
    let failed = spoken.contains(&Outcome::Failed);
    // The page had not settled: an element that makes the aspect applicable may be missing only for a moment.
    let is_inapplicable = facts.inapplicable(row);
    if is_inapplicable && page.is_unsettled() {
        return Outcome::CantTell;
    }
    match () {
        // A rule and a predicate contradict each other, so the page is not reported as failed.
        () if is_inapplicable && failed => Outcome::CantTell,
        () if is_inapplicable => Outcome::Inapplicable,
        () if failed => Outcome::Failed,
        () if spoken.contains(&Outcome::CantTell) => Outcome::CantTell,
        () if decided(row, rules, facts) => Outcome::Passed,
        () if row.is_looked_at() => Outcome::CantTell,
        () => Outcome::Untested,
    }
}

/// Whether the rules decided the aspect: all targets were examined, at least one rule passed, and the others passed or
/// are inapplicable. Inapplicable rules alone decide nothing, because their targets may not have been shown.
fn decided(row: &AspectRow, rules: &[RuleVerdict], facts: &applicability::Facts) -> bool {
    let outcome = |id: &&str| {
        let said = rules.iter().find(|verdict| verdict.rule.id == *id);
        said.map_or(Outcome::Untested, |verdict| verdict.outcome)
    };
    let outcomes: Vec<Outcome> = row.decided_by.iter().map(outcome).collect();
    facts.all_examined(row)
        && outcomes.contains(&Outcome::Passed)
        && outcomes.iter().all(|outcome| matches!(outcome, Outcome::Passed | Outcome::Inapplicable))
}
