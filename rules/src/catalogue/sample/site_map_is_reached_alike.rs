//! The site map is reached in the same way, at the same place, on all pages.

use crate::{
    Rule, Verdict,
    referential::TestId,
    sampled::{
        Sampled, Sighting, no_target, no_verdict,
        reached::{Difference, Offer},
    },
};

const MEANS: TestId = TestId::new(12, 4, 1);
const ON_SCREEN: TestId = TestId::new(12, 4, 2);
const IN_SOURCE: TestId = TestId::new(12, 4, 3);

pub static RULE: Rule = Rule {
    id: "site-map-is-reached-alike",
    tests: &[MEANS, ON_SCREEN, IN_SOURCE],
    act: &[],
    wcag: &["3.2.3"],
    doc: include_str!("site_map_is_reached_alike.md"),
    applicability: no_target,
    expectation: no_verdict,
};

pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let offer = Offer {
        entries: |page| &page.entries.site_map,
        may_hide: |page| page.hints.site_map || page.hints.unknown,
        verdict,
    };
    offer.judge(sampled)
}

fn verdict(difference: Difference) -> Verdict {
    match difference {
        Difference::Absent { sure: true } => Verdict::fail("site-map-absent-here").of(&[MEANS]),
        Difference::Absent { sure: false } => Verdict::cant_tell("site-map-absent-perhaps").of(&[MEANS]),
        // All its entries are links.
        Difference::Means(_) => Verdict::pass(),
        Difference::InSource => Verdict::fail("site-map-moved-in-source").of(&[IN_SOURCE]),
        Difference::OnScreen => Verdict::fail("site-map-moved-on-screen").of(&[ON_SCREEN]),
    }
}
