//! Links to help and contact are in the same place on all pages.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{
        Sampled, Sighting, no_target, no_verdict,
        reached::{Difference, Offer},
    },
};

/// WCAG 2.2 asks for this, RGAA does not.
pub static RULE: Rule = Rule {
    id: "help-keeps-its-place",
    aspects: &[Aspect::new("help-in-same-order")],
    act: &[],
    wcag: &["3.2.6"],
    doc: include_str!("help_keeps_its_place.md"),
    applicability: no_target,
    expectation: no_verdict,
};

pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let offer = Offer { entries: |page| &page.entries.help, may_hide: |_| true, verdict };
    offer.judge(sampled)
}

fn verdict(difference: Difference) -> Verdict {
    match difference {
        Difference::InSource => Verdict::fail("help-moved"),
        _ => Verdict::pass(),
    }
}
