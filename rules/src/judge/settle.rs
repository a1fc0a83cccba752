//! Decides which aspects do not apply to the whole sample: those whose predicate holds on every page.

use super::judged_page::JudgedPage;
use crate::{
    Outcome,
    audit::PageKind,
    referential::{Aspect, AspectRow, Reach, aspects},
};

/// Keys of predicates that hold only for a site of a single page: one page in the sample, and no other one known.
const SINGLE_PAGE: &[&str] = &["page-set", "skip-link"];

/// Sets the aspects that do not apply to the sample to `inapplicable` on each page. `known` is the number of known
/// pages of the site. An aspect that failed on any page is left as it is, and so are all if a page was not seen.
pub(super) fn settle(pages: &mut [JudgedPage], known: u32) {
    if pages.is_empty() || pages.iter().any(|page| page.verdict.is_none()) {
        return;
    }
    let decided: Vec<Aspect> =
        aspects().rows().filter(|row| holds(row, pages, known)).map(|row| row.aspect).collect();
    for verdict in pages.iter_mut().filter_map(|page| page.verdict.as_mut()) {
        verdict.aspects.extend(decided.iter().map(|aspect| (*aspect, Outcome::Inapplicable)));
    }
}

fn holds(row: &AspectRow, pages: &[JudgedPage], known: u32) -> bool {
    let Some(key) = row.applicability else { return false };
    let is_of_sample = row.predicate().is_some_and(|held| held.reach == Reach::Site);
    let is_single = pages.len() == 1 && known <= 1;
    let on_page = |page: &JudgedPage| {
        let verdict = page.verdict.as_ref();
        let failed =
            verdict.is_some_and(|verdict| verdict.aspects.get(&row.aspect) == Some(&Outcome::Failed));
        let held = verdict.is_some_and(|verdict| verdict.sample_facts.contains(key));
        // The home page may have its menus at other places than the other pages, so its own menus do not count.
        !failed && (held || (key == "repeated-navigation" && page.page.kind == PageKind::HOME))
    };
    is_of_sample && (is_single || !SINGLE_PAGE.contains(&key)) && pages.iter().all(on_page)
}
