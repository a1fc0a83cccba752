//! A site with many pages offers two of these: a menu, a site map, a search engine.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{PageDigest, Sampled, SampledPage, Sighting, no_target, no_verdict},
};

pub static RULE: Rule = Rule {
    id: "two-ways-to-find-pages",
    aspects: &[Aspect::new("two-ways-of-navigation")],
    act: &[],
    wcag: &["2.4.5"],
    doc: include_str!("two_ways_to_find_pages.md"),
    applicability: no_target,
    expectation: no_verdict,
};

/// Smallest number of judged pages. If none of so many pages offers a second way, the site has none.
const FEWEST_SEEN: usize = 5;
/// Smallest number of known addresses of a large site.
const FEWEST_KNOWN: u32 = 12;

pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let home = sampled.pages.iter().position(SampledPage::is_home).filter(|home| is_large(sampled, *home));
    let Some(home) = home else { return Vec::new() };
    let spot = sampled.pages[home].digest.title_spot.clone();
    vec![Sighting { page: home, spot, verdict: verdict(sampled) }]
}

fn verdict(sampled: &Sampled<'_>) -> Verdict {
    let any = |what: fn(&PageDigest) -> bool| sampled.pages.iter().any(|page| what(page.digest));
    match () {
        () if any(|page| !page.entries.search.is_empty() || !page.entries.site_map.is_empty()) => {
            Verdict::pass()
        }
        () if any(|page| page.hints.search || page.hints.site_map || page.hints.unknown) => {
            Verdict::cant_tell("second-way-perhaps")
        }
        () => Verdict::fail("one-way-only").with("count", sampled.pages.len().to_string()),
    }
}

/// Whether the site is large. The RGAA exempts a site whose home page leads to all its pages.
fn is_large(sampled: &Sampled<'_>, home: usize) -> bool {
    let from_home = |page: &SampledPage<'_>| {
        let leads_to = |address: &str| sampled.pages[home].digest.leads_to(address);
        leads_to(&page.digest.address) || leads_to(&page.row.url)
    };
    sampled.pages.len() >= FEWEST_SEEN
        && sampled.known >= FEWEST_KNOWN
        && sampled.pages.iter().any(|page| !page.is_home() && !from_home(page))
}
