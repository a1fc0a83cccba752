//! A menu is in the same place on all pages that show it.

use crate::{
    Rule, Verdict,
    referential::Aspect,
    sampled::{Menu, Place, Sampled, Sighting, no_target, no_verdict},
};

pub static RULE: Rule = Rule {
    id: "menu-keeps-its-place",
    aspects: &[Aspect::new("menus-in-place")],
    act: &[],
    wcag: &["3.2.3"],
    doc: include_str!("menu_keeps_its_place.md"),
    applicability: no_target,
    expectation: no_verdict,
};

pub fn judge(sampled: &Sampled<'_>) -> Vec<Sighting> {
    sampled.sets().iter().flat_map(|set| of_set(sampled, set)).collect()
}

fn of_set(sampled: &Sampled<'_>, set: &[(usize, usize)]) -> Vec<Sighting> {
    let menus: Vec<(usize, &Menu)> = set.iter().map(|at| (at.0, sampled.menu(*at))).collect();
    let in_source = moved(&menus, |menu| menu.standing.in_source).map(|at| (at, "menu-moved-in-source"));
    let on_screen = moved(&menus, |menu| menu.standing.on_screen).map(|at| (at, "menu-moved-on-screen"));
    if let Some((places, reason)) = in_source.or(on_screen) {
        let verdict = || match reason {
            "menu-moved-in-source" => Verdict::fail("menu-moved-in-source"),
            _ => Verdict::fail("menu-moved-on-screen"),
        };
        return places.into_iter().map(|at| sighting(menus[at], verdict(), sampled, menus[0].0)).collect();
    }
    let first = menus[0].1;
    let verdict = |menu: &Menu| {
        if same_order(first, menu) { Verdict::pass() } else { Verdict::cant_tell("menu-reordered") }
    };
    menus.iter().map(|menu| sighting(*menu, verdict(menu.1), sampled, menus[0].0)).collect()
}

fn sighting(at: (usize, &Menu), verdict: Verdict, sampled: &Sampled<'_>, like: usize) -> Sighting {
    let address = sampled.pages[like].digest.address.as_str();
    Sighting { page: at.0, spot: at.1.spot.clone(), verdict: verdict.with("address", address) }
}

/// Menus that are on the other side of the main content than most. `None` if all are on the same side.
fn moved(menus: &[(usize, &Menu)], place: impl Fn(&Menu) -> Option<Place>) -> Option<Vec<usize>> {
    let at = |wanted: Place| -> Vec<usize> {
        (0..menus.len()).filter(|number| place(menus[*number].1) == Some(wanted)).collect()
    };
    let (before, after) = (at(Place::Before), at(Place::After));
    let fewer = if after.len() <= before.len() { after } else { before.clone() };
    (!fewer.is_empty() && fewer.len() < menus.len() && !before.is_empty()).then_some(fewer)
}

/// Whether the common entries of both menus are in the same order.
fn same_order(one: &Menu, other: &Menu) -> bool {
    let common = |menu: &Menu, of: &Menu| -> Vec<String> {
        menu.links.iter().filter(|link| of.links.contains(link)).cloned().collect()
    };
    common(one, other) == common(other, one)
}
