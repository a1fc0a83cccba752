//! A link of a menu with a certain name leads to the same address on all pages.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{Sampled, Sighting, no_target, no_verdict},
};

pub static RULE: Rule = Rule {
    id: "menu-links-lead-alike",
    aspects: &[Aspect::new("text-link-explicit")],
    act: &[],
    wcag: &["2.4.4", "3.2.4"],
    doc: include_str!("menu_links_lead_alike.md"),
    applicability: no_target,
    expectation: no_verdict,
};

/// Gives doubts and never a failure, because the two addresses may show the same page.
pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    sampled.sets().iter().flat_map(|set| of_set(sampled, set)).collect()
}

fn of_set(sampled: &Sampled<'_>, set: &[(usize, usize)]) -> Vec<Sighting> {
    let first = sampled.menu(set[0]);
    let mut found = vec![Sighting { page: set[0].0, spot: first.spot.clone(), verdict: Verdict::pass() }];
    for at in &set[1..] {
        let menu = sampled.menu(*at);
        for (link, name) in menu.links.iter().zip(&menu.names) {
            let twins = || {
                first.links.iter().zip(&first.names).filter(|(_, theirs)| *theirs == name && !name.is_empty())
            };
            let Some((other, _)) = twins().next().filter(|_| !twins().any(|(theirs, _)| theirs == link))
            else {
                continue;
            };
            let verdict = Verdict::cant_tell("menu-link-leads-elsewhere");
            let verdict = verdict
                .with("name", name.as_str())
                .with("address", link.as_str())
                .with("other", other.as_str());
            found.push(Sighting { page: at.0, spot: menu.spot.clone(), verdict });
        }
    }
    found
}
