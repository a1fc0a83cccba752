//! One page: every rule runs, every aspect gets its outcome.

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

/// The reason of what cannot be told because it moves.
pub const MOVING: &str = "moving";
/// The reason of what cannot be told because the page was not there in time.
pub const UNFINISHED: &str = "unfinished";
/// The reason of what cannot be told because nothing of the page was seen.
pub const NOTHING_SHOWN: &str = "nothing-shown";

/// The reason of what cannot be told because a script was to fill it in and did not.
pub const UNFILLED: &str = "unfilled";

/// The verdict on one page.
#[derive(Debug, Clone)]
pub struct PageVerdict {
    pub rules: Vec<RuleVerdict>,
    /// Every aspect, whatever referential asks about it.
    pub aspects: BTreeMap<Aspect, Outcome>,
    /// Keys of the predicates that hold here, of aspects that only the sample decides.
    pub sample_facts: BTreeSet<&'static str>,
    /// The digest that the other pages of the sample are compared with.
    pub digest: PageDigest,
    pub made_with: MadeWith,
    /// How the page came to rest.
    pub standing: Option<PageStanding>,
    /// The question of consent in front of it.
    pub consent: Option<Question>,
}

/// The verdict of one rule on one page.
#[derive(Debug, Clone)]
pub struct RuleVerdict {
    pub rule: &'static Rule,
    pub outcome: Outcome,
    pub findings: Vec<PageFinding>,
    /// Targets that failed or need a human, beyond those in `findings`.
    pub not_listed: usize,
    /// The strongest outcome for each aspect the rule spoke of.
    by_aspect: BTreeMap<Aspect, Outcome>,
}

impl RuleVerdict {
    /// Keeps the finding with its place, as long as there are not too many. A part that moves is told once.
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
    /// A rule that said this.
    pub(super) fn of_findings(rule: &'static Rule, findings: Vec<PageFinding>) -> Self {
        let outcome = Outcome::strongest(findings.iter().map(|finding| finding.outcome));
        Self { rule, outcome, findings, not_listed: 0, by_aspect: BTreeMap::new() }
    }
}

impl PageVerdict {
    /// The tests of a referential, in its order.
    pub fn tests<'a>(&'a self, referential: &'a Referential) -> impl Iterator<Item = (TestId, Outcome)> + 'a {
        referential.tests().map(|test| (test.id, self.test(test)))
    }

    /// Failed by one of its aspects; inapplicable if all of them are; passed only if all are decided.
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
    /// The caller has no more time: this machine is slow, or the work was not counted.
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
        let said = at_rest(target, (rule.expectation)(target));
        verdict.outcome = verdict.outcome.max(said.outcome);
        // A proof of «one of these» proves none of them alone.
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

/// A part that moves, or is not there yet, is neither passed nor failed, whatever the rule saw of it.
fn at_rest(target: Node<'_>, said: Verdict) -> Verdict {
    let page = target.page();
    let reason = match said.outcome {
        Outcome::CantTell | Outcome::Untested => return said,
        _ if page.is_unfinished() => UNFINISHED,
        _ if page.shows_nothing() => NOTHING_SHOWN,
        _ if page.is_moving(target) => MOVING,
        _ if page.waits_to_be_filled(target) => UNFILLED,
        _ => return said,
    };
    Verdict { aspects: said.aspects, also: said.also, ..Verdict::cant_tell(reason) }
}

/// Failed if a rule proves it; inapplicable if nothing on the page is concerned; passed if the rules that decide
/// the aspect found something right and nothing else; a human's otherwise.
fn outcome_of(page: &Page, row: &AspectRow, rules: &[RuleVerdict], facts: &applicability::Facts) -> Outcome {
    if row.aspect == Aspect::ALWAYS_MET {
        return Outcome::Passed;
    }
    let spoken: Vec<Outcome> =
        rules.iter().filter_map(|rule| rule.by_aspect.get(&row.aspect)).copied().collect();
    let failed = spoken.contains(&Outcome::Failed);
    // A missing element may only be away for a moment.
    let is_inapplicable = facts.inapplicable(row);
    if is_inapplicable && page.is_unsettled() {
        return Outcome::CantTell;
    }
    match () {
        // Two parts of the engine contradict each other: nobody is accused on that.
        () if is_inapplicable && failed => Outcome::CantTell,
        () if is_inapplicable => Outcome::Inapplicable,
        () if failed => Outcome::Failed,
        () if spoken.contains(&Outcome::CantTell) => Outcome::CantTell,
        () if decided(row, rules, facts) => Outcome::Passed,
        () if row.is_looked_at() => Outcome::CantTell,
        () => Outcome::Untested,
    }
}

/// A rule that found nothing to look at says nothing: what it asks for may not have been in front.
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
