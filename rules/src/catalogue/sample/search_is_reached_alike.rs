//! The search engine is reached in the same way, at the same place, on all pages.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{
        Sampled, Sighting, no_target, no_verdict,
        reached::{Difference, Offer},
    },
};

const MEANS: Aspect = Aspect::new("search-same-means");
const ON_SCREEN: Aspect = Aspect::new("search-same-place");
const IN_SOURCE: Aspect = Aspect::new("search-same-order");

pub static RULE: Rule = Rule {
    id: "search-is-reached-alike",
    aspects: &[MEANS, ON_SCREEN, IN_SOURCE],
    act: &[],
    wcag: &["3.2.3"],
    doc: include_str!("search_is_reached_alike.md"),
    applicability: no_target,
    expectation: no_verdict,
};

pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let offer = Offer {
        entries: |page| &page.entries.search,
        may_hide: |page| page.hints.search || page.hints.unknown,
        verdict,
    };
    offer.judge(sampled)
}

fn verdict(difference: Difference) -> Verdict {
    match difference {
        Difference::Absent { sure: true } => Verdict::fail("search-absent-here").of(&[MEANS]),
        Difference::Absent { sure: false } => Verdict::cant_tell("search-absent-perhaps").of(&[MEANS]),
        Difference::Means(means) => {
            Verdict::fail("search-by-other-means").of(&[MEANS]).with("element", means.element())
        }
        Difference::InSource => Verdict::fail("search-moved-in-source").of(&[IN_SOURCE]),
        Difference::OnScreen => Verdict::fail("search-moved-on-screen").of(&[ON_SCREEN]),
    }
}
