//! The links of the site map lead to pages that exist.

use crate::{
    Rule, Verdict,
    audit::PageOutcome,
    referential::Aspect,
    sampled::{Sampled, SampledPage, Sighting, no_target, no_verdict},
    standards::words,
};

pub static RULE: Rule = Rule {
    id: "site-map-links-work",
    aspects: &[Aspect::new("site-map-links-work")],
    act: &[],
    wcag: &["2.4.5"],
    doc: include_str!("site_map_links_work.md"),
    applicability: no_target,
    expectation: no_verdict,
};

/// One pass for each site map in the sample, and one failure for each page of the sample that it links to and that the
/// server did not find.
pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let maps = sampled.pages.iter().enumerate().filter(|(_, page)| is_site_map(page));
    maps.flat_map(|(number, page)| dead_links(sampled, number, page)).collect()
}

fn is_site_map(page: &SampledPage<'_>) -> bool {
    page.digest.headings.iter().any(|heading| words::announces_site_map(heading))
        && words::announces_site_map(&page.digest.title)
}

fn dead_links(sampled: &Sampled<'_>, number: usize, page: &SampledPage<'_>) -> Vec<Sighting> {
    let is_missing = |outcome: &PageOutcome| matches!(outcome, PageOutcome::NotAudited { cause, .. } if cause == "not-found");
    let from_main =
        |address: &str| page.digest.destinations.iter().any(|to| to.from_main && to.address == address);
    let all_found = Sighting { page: number, spot: page.digest.title_spot.clone(), verdict: Verdict::pass() };
    let dead = sampled.lost.iter().filter(|row| is_missing(&row.outcome) && from_main(&row.url));
    let failed = dead.map(|row| Sighting {
        verdict: Verdict::fail("site-map-dead-link").with("address", row.url.as_str()),
        ..all_found.clone()
    });
    std::iter::once(all_found.clone()).chain(failed).collect()
}
