//! Compares the defects of one audit with those of the next: new, corrected, still there, or not comparable.
//!
//! A defect is never called new because our rules or capture changed, nor corrected because the page was not examined
//! again.

use super::{Audit, AuditOutcome, AuditedPage, Finding, PageOutcome, Setting};
use crate::Outcome;
use std::collections::BTreeSet;

/// The changes between two audits: indexes of proven defects in their findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Indexes in the findings of the later audit.
    pub new: Vec<usize>,
    /// Indexes in the findings of the earlier audit.
    pub mended: Vec<usize>,
    /// Indexes in the later and in the earlier audit.
    pub still_there: Vec<(usize, usize)>,
    pub not_compared: Vec<NotCompared>,
}

/// A defect that only one of two audits found, for a reason that does not show a change of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCompared {
    /// Whether the finding is in the later audit; otherwise it is in the earlier one.
    pub later: bool,
    pub finding: usize,
    pub barrier: Barrier,
}

/// Reason for which two audits cannot be compared with regard to a defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Barrier {
    /// The referential, the size of the window or the state of consent differs.
    OtherSetting,
    /// The browser or its major version differs.
    OtherBrowser,
    RuleChanged,
    /// Pages were captured in another way.
    CaptureChanged,
    /// The later audit did not examine all the pages that had the defect.
    PageGone,
    /// The earlier audit examined none of the pages that have the defect.
    PageNew,
}

impl Changes {
    /// The changes between two audits. `None` unless both evaluated the same site.
    pub fn between(earlier: &Audit, later: &Audit) -> Option<Self> {
        let evaluated = |audit: &Audit| audit.outcome == AuditOutcome::Evaluated;
        let comparable = earlier.site.host == later.site.host && evaluated(earlier) && evaluated(later);
        comparable.then(|| Comparison { earlier, later }.changes())
    }
}

struct Comparison<'a> {
    earlier: &'a Audit,
    later: &'a Audit,
}

impl Comparison<'_> {
    fn changes(&self) -> Changes {
        let (mut gone, mut come) = (defects(self.earlier), defects(self.later));
        let mut changes = Changes::default();
        self.pair(&mut gone, &mut come, &mut changes, |before, after| before.id == after.id);
        // An element that was rewritten and has the same defect at the same place is not corrected.
        self.pair(&mut gone, &mut come, &mut changes, |before, after| self.same_place(before, after));
        changes.still_there.sort_unstable();
        for finding in come {
            let barrier = self.barrier(&self.later.findings[finding], self.later, self.earlier);
            match barrier {
                None => changes.new.push(finding),
                Some(barrier) => changes.not_compared.push(NotCompared { later: true, finding, barrier }),
            }
        }
        for finding in gone {
            let barrier = self.barrier(&self.earlier.findings[finding], self.earlier, self.later);
            match barrier {
                None => changes.mended.push(finding),
                Some(barrier) => changes.not_compared.push(NotCompared { later: false, finding, barrier }),
            }
        }
        changes
    }

    /// Moves the defects that both lists contain to `still_there`.
    fn pair(
        &self,
        gone: &mut Vec<usize>,
        come: &mut Vec<usize>,
        changes: &mut Changes,
        same: impl Fn(&Finding, &Finding) -> bool,
    ) {
        come.retain(|after| {
            let is_same =
                |before: &usize| same(&self.earlier.findings[*before], &self.later.findings[*after]);
            let Some(at) = gone.iter().position(is_same) else { return true };
            changes.still_there.push((*after, gone.remove(at)));
            false
        });
    }

    fn same_place(&self, before: &Finding, after: &Finding) -> bool {
        before.rule == after.rule
            && before.reason == after.reason
            && !places(self.earlier, before).is_disjoint(&places(self.later, after))
    }

    /// Reason for which a defect of `own` that is not in `other` does not mean that the site changed.
    fn barrier(&self, finding: &Finding, own: &Audit, other: &Audit) -> Option<Barrier> {
        let (before, after) = (&self.earlier.setting, &self.later.setting);
        let gone = std::ptr::eq(own, self.earlier);
        let seen = if gone {
            pages_of(finding, own).is_subset(&examined(other))
        } else {
            !pages_of(finding, own).is_disjoint(&examined(other))
        };
        match () {
            () if !same_circumstances(before, after) => Some(Barrier::OtherSetting),
            () if browser_major(&before.browser) != browser_major(&after.browser) => {
                Some(Barrier::OtherBrowser)
            }
            () if !same_rule(&finding.rule, before, after) => Some(Barrier::RuleChanged),
            () if before.capture != after.capture => Some(Barrier::CaptureChanged),
            () if !seen && gone => Some(Barrier::PageGone),
            () if !seen => Some(Barrier::PageNew),
            () => None,
        }
    }
}

fn defects(audit: &Audit) -> Vec<usize> {
    let numbered = audit.findings.iter().enumerate();
    numbered.filter(|(_, finding)| finding.outcome == Outcome::Failed).map(|(number, _)| number).collect()
}

fn same_circumstances(before: &Setting, after: &Setting) -> bool {
    let of = |setting: &Setting| {
        (
            setting.referential.clone(),
            setting.referential_version.clone(),
            setting.viewport_width,
            setting.viewport_height,
            setting.consent.clone(),
        )
    };
    of(before) == of(after)
}

/// `Chrome/156` of `Chrome/156.0.8078.79`.
pub fn browser_major(browser: &str) -> &str {
    let version = browser.find('/').map_or(0, |slash| slash + 1);
    browser[version..].find('.').map_or(browser, |dot| &browser[..version + dot])
}

/// Whether the rule is the same in both settings. Documents without digests of single rules are compared by the digest
/// of all rules.
fn same_rule(rule: &str, before: &Setting, after: &Setting) -> bool {
    match (before.rules.get(rule), after.rules.get(rule)) {
        (Some(before), Some(after)) => before == after,
        _ => before.rule_set == after.rule_set,
    }
}

fn address(page: &AuditedPage) -> &str {
    page.final_url.as_deref().unwrap_or(&page.url)
}

fn examined(audit: &Audit) -> BTreeSet<&str> {
    audit.pages.iter().filter(|page| page.outcome == PageOutcome::Audited).map(address).collect()
}

/// Addresses of the pages with the defect. If some places were not kept, all examined pages.
fn pages_of<'a>(finding: &Finding, audit: &'a Audit) -> BTreeSet<&'a str> {
    if (finding.count as usize) > finding.places.len() && finding.places.len() >= Finding::MOST_PLACES {
        return examined(audit);
    }
    let pages = finding.places.iter().filter_map(|place| audit.pages.get(place.page as usize));
    pages.map(address).collect()
}

fn places<'a>(audit: &'a Audit, finding: &'a Finding) -> BTreeSet<(&'a str, &'a str)> {
    let place = |place: &'a super::Place| {
        Some((address(audit.pages.get(place.page as usize)?), place.selector.as_str()))
    };
    finding.places.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests;
