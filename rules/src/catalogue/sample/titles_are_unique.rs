//! Different pages of a site have different titles.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{Sampled, SampledPage, Sighting, no_target, no_verdict},
};

pub static RULE: Rule = Rule {
    id: "titles-are-unique",
    aspects: &[Aspect::new("page-title-relevant")],
    act: &[],
    wcag: &["2.4.2"],
    doc: include_str!("titles_are_unique.md"),
    applicability: no_target,
    expectation: no_verdict,
};

/// The home page is not judged, because its title may be the name of the site. Another page with the same title may
/// fail.
pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    let pages = sampled.pages.iter().enumerate().filter(|(_, page)| !page.is_home());
    let with_title = pages.filter(|(_, page)| sampled.pages.len() > 1 && !page.digest.title.is_empty());
    with_title
        .map(|(number, page)| Sighting {
            page: number,
            spot: page.digest.title_spot.clone(),
            verdict: verdict(sampled, page),
        })
        .collect()
}

fn verdict(sampled: &Sampled<'_>, page: &SampledPage<'_>) -> Verdict {
    let title = &page.digest.title;
    let bears_it = |other: &&SampledPage<'_>| !std::ptr::eq(*other, page) && other.digest.title == *title;
    let twins = || sampled.pages.iter().filter(bears_it);
    let (verdict, twin) = match (twins().find(|other| are_told_apart(page, other)), twins().next()) {
        (Some(twin), _) => (Verdict::fail("title-of-another-page"), twin),
        (None, Some(twin)) => (Verdict::cant_tell("title-of-a-page-alike"), twin),
        (None, None) => return Verdict::pass(),
    };
    verdict.with("title", title.as_str()).with("address", twin.digest.address.as_str())
}

/// Whether both are certainly two pages, and neither one page at two addresses nor parts of one list: each has one
/// first-level heading, and their headings, contents and paths differ.
fn are_told_apart(one: &SampledPage<'_>, other: &SampledPage<'_>) -> bool {
    let (one, other) = (one.digest, other.digest);
    let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    let [heading] = &one.headings[..] else { return false };
    let [others] = &other.headings[..] else { return false };
    heading != others && one.text != other.text && path(&one.address) != path(&other.address)
}
