//! The site map is reached in the same way, at the same place, on all pages.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{
        Sampled, Sighting, no_target, no_verdict,
        reached::{Difference, Offer},
    },
};

const MEANS: Aspect = Aspect::new("site-map-same-means");
const ON_SCREEN: Aspect = Aspect::new("site-map-same-place");
const IN_SOURCE: Aspect = Aspect::new("site-map-same-order");

pub static RULE: Rule = Rule {
    id: "site-map-is-reached-alike",
    aspects: &[MEANS, ON_SCREEN, IN_SOURCE],
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
        // All entries to a site map are links, so this difference does not occur.
        Difference::Means(_) => Verdict::pass(),
        Difference::InSource => Verdict::fail("site-map-moved-in-source").of(&[IN_SOURCE]),
        Difference::OnScreen => Verdict::fail("site-map-moved-on-screen").of(&[ON_SCREEN]),
    }
}
