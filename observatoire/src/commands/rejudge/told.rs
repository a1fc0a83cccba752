//! The output of `rejudge` about an audit with other verdicts: the differences that come from our rules, and those that
//! come from the site.

use crate::words::say;
use rules::audit::{Audit, Barrier, Changes, Finding, NotCompared};
use std::collections::{BTreeMap, BTreeSet};

/// An audit before and after the new judgement.
pub struct Again {
    /// The audit as it was recorded.
    pub before: Audit,
    /// The audit as the rules of this program judge the same pages.
    pub audit: Audit,
    pub verdicts_differ: bool,
}

/// Describes the differences that come from the rules: both judgements are of the same pages.
pub fn by_rules(again: &Again) -> String {
    let (before, after) = (proven(&again.before), proven(&again.audit));
    let only = |these: &BTreeMap<&str, &Finding>, others: &BTreeMap<&str, &Finding>| {
        let only = these.iter().filter(|(id, _)| !others.contains_key(*id));
        let rules: Vec<&str> = only.map(|(_, finding)| finding.rule.as_str()).collect();
        let names: BTreeSet<&str> = rules.iter().copied().collect();
        let list: Vec<&str> = names.into_iter().collect();
        let names = if list.is_empty() { String::new() } else { format!(" ({})", list.join(", ")) };
        (rules.len(), names)
    };
    let ((now, now_rules), (then, then_rules)) = (only(&after, &before), only(&before, &after));
    say!("rejudge-by-rules", now = now, now_rules = now_rules, then = then, then_rules = then_rules)
}

fn proven(audit: &Audit) -> BTreeMap<&str, &Finding> {
    let failed = audit.findings.iter().filter(|finding| finding.outcome == rules::Outcome::Failed);
    failed.map(|finding| (finding.id.as_str(), finding)).collect()
}

/// Describes the differences that come from the site: both audits were judged by the same rules. Findings that cannot
/// be compared are counted apart.
pub fn by_site(before: &Audit, after: &Audit) -> Option<String> {
    let changes = Changes::between(before, after)?;
    let ours =
        |barrier| matches!(barrier, Barrier::CaptureChanged | Barrier::OtherBrowser | Barrier::RuleChanged);
    let (looked_otherwise, others): (Vec<&NotCompared>, Vec<&NotCompared>) =
        changes.not_compared.iter().partition(|told| ours(told.barrier));
    let day = before.started_at.format("%Y-%m-%d");
    Some(say!(
        "rejudge-by-site",
        day = day,
        new = changes.new.len(),
        mended = changes.mended.len(),
        there = changes.still_there.len(),
        looked = looked_otherwise.len(),
        others = others.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit_example::with_findings as audit;

    #[test]
    fn what_the_same_pages_show_only_now_is_due_to_the_rules() {
        let again = Again {
            before: audit(&["kept", "gone"]),
            audit: audit(&["kept", "come"]),
            verdicts_differ: true,
        };
        assert_eq!(by_rules(&again), "1 (a) defects are found only now, 1 (a) no longer");
    }

    #[test]
    fn what_other_pages_show_under_the_same_rules_is_due_to_the_site() {
        let told =
            by_site(&audit(&["kept", "gone"]), &audit(&["kept", "come"])).expect("both were evaluated");
        assert!(told.starts_with(
            "due to the site since 2026-11-22: 1 defects are new, 1 are mended, 1 are still there"
        ));
        let mut other = audit(&["come"]);
        other.setting.capture = "other".to_owned();
        let told = by_site(&audit(&["gone"]), &other).expect("both were evaluated");
        assert!(
            told.contains("0 defects are new, 0 are mended")
                && told.contains("not comparable: 2 since we look"),
            "{told}"
        );
    }
}
