//! Checks that something is reached in the same way on all pages of a set.

use super::{Entry, Means, PageDigest, Place, Sampled, Sighting};
use crate::Verdict;
use std::collections::BTreeSet;

/// Smallest number of pages with an entry before other pages are compared with them.
const FEWEST_WITH: usize = 3;
/// Smallest number of pages without an entry that proves its absence. On a single page, a script may have been too
/// late.
const FEWEST_WITHOUT: usize = 2;

/// The difference on one page of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The page has no entry. `sure`: the page has no script that could add one, or several pages have no entry.
    Absent { sure: bool },
    /// The entry is of another kind, such as a link where most pages have a field.
    Means(Means),
    /// The entry has another place in the source.
    InSource,
    /// The entry has another place on the screen.
    OnScreen,
}

/// Something that pages offer, such as a search, and the verdict for a page that offers it in another way.
pub struct Offer {
    pub entries: fn(&PageDigest) -> &[Entry],
    /// Whether a page without an entry may still offer it.
    pub may_hide: fn(&PageDigest) -> bool,
    pub verdict: fn(Difference) -> Verdict,
}

impl Offer {
    /// One pass for the largest set of pages, then one verdict for each difference. Empty if fewer than three pages of
    /// the set have an entry.
    pub fn judge(&self, sampled: &Sampled<'_>) -> Vec<Sighting> {
        let set = sampled.largest_set();
        let digest = |page: usize| sampled.pages[page].digest;
        let with = set.iter().filter(|page| !(self.entries)(digest(**page)).is_empty());
        let Some(first) = with.clone().next().filter(|_| with.count() >= FEWEST_WITH) else {
            return Vec::new();
        };
        let mut found: Vec<(usize, Verdict)> = vec![(*first, Verdict::pass())];
        let differences = differences(sampled, set.clone(), self);
        found.extend(differences.into_iter().map(|(page, difference)| (page, (self.verdict)(difference))));
        let spot = |page: usize| {
            let entry = (self.entries)(digest(page)).first();
            entry.map_or_else(|| digest(page).title_spot.clone(), |entry| entry.spot.clone())
        };
        found.into_iter().map(|(page, verdict)| Sighting { page, spot: spot(page), verdict }).collect()
    }
}

/// The differences: pages of the set that offer this in another way than most of them.
fn differences(sampled: &Sampled<'_>, set: Vec<usize>, offer: &Offer) -> Vec<(usize, Difference)> {
    let digest = |page: usize| sampled.pages[page].digest;
    let entries = |page: usize| (offer.entries)(digest(page));
    let (with, without): (Vec<usize>, Vec<usize>) =
        set.into_iter().partition(|page| !entries(*page).is_empty());
    let bare: Vec<usize> = without.into_iter().filter(|page| !(offer.may_hide)(digest(*page))).collect();
    let several = bare.len() >= FEWEST_WITHOUT;
    let absent = |page: usize| Difference::Absent { sure: several || !digest(page).hints.script };
    let means = |page: usize| entries(page).iter().map(|entry| entry.means).collect();
    let in_source = |page: usize| places(entries(page), |entry| entry.standing.in_source);
    let on_screen = |page: usize| places(entries(page), |entry| entry.standing.on_screen);
    let mut found: Vec<(usize, Difference)> = bare.iter().map(|page| (*page, absent(*page))).collect();
    found.extend(odd(&with, means).into_iter().map(|(page, has)| (page, Difference::Means(has))));
    found.extend(odd(&with, in_source).into_iter().map(|(page, _)| (page, Difference::InSource)));
    found.extend(odd(&with, on_screen).into_iter().map(|(page, _)| (page, Difference::OnScreen)));
    found
}

/// The places of all entries; empty if one of them is not known.
fn places(entries: &[Entry], place: impl Fn(&Entry) -> Option<Place>) -> BTreeSet<Place> {
    entries.iter().map(place).collect::<Option<BTreeSet<Place>>>().unwrap_or_default()
}

/// Pages that lack the most common value, each with one of its own values. Empty if fewer than [`FEWEST_WITH`] pages
/// have that common value.
fn odd<T: Ord + Copy>(pages: &[usize], has: impl Fn(usize) -> BTreeSet<T>) -> Vec<(usize, T)> {
    let known: Vec<(usize, BTreeSet<T>)> =
        pages.iter().map(|page| (*page, has(*page))).filter(|(_, held)| !held.is_empty()).collect();
    let holders = |one: &T| known.iter().filter(|(_, held)| held.contains(one)).count();
    let all: BTreeSet<T> = known.iter().flat_map(|(_, held)| held.iter().copied()).collect();
    let Some(usual) = all.into_iter().max_by_key(holders).filter(|usual| holders(usual) >= FEWEST_WITH)
    else {
        return Vec::new();
    };
    let others = known.iter().filter(|(_, held)| !held.contains(&usual));
    others.filter_map(|(page, held)| Some((*page, *held.first()?))).collect()
}
