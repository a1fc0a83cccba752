//! The pages of one sample side by side, for rules that one page alone cannot decide.

mod addresses;
mod decided_document;
mod digest;
mod entries;
mod menus;
pub mod reached;
mod standing;

pub use decided_document::decide_document;
pub use digest::{Destination, PageDigest};
pub use entries::{Entry, Means};
pub use menus::Menu;
pub use standing::{Place, Position};

use crate::{
    Node, Page, Rule, Verdict,
    audit::{AuditedPage, PageKind},
    documents::Opened,
    page::Spot,
};

/// A rule that needs several pages: the data of a [`Rule`], and one plain function that judges the sample.
#[derive(Clone, Copy)]
pub struct SampleRule {
    pub rule: &'static Rule,
    /// Judges the sample and returns verdicts on single pages.
    pub judge: fn(&Sampled<'_>) -> Vec<Sighting>,
}

/// A sample as the rules see it: the pages that were judged, and those that were not, which have no digest.
pub struct Sampled<'a> {
    pub pages: Vec<SampledPage<'a>>,
    /// Requested pages that were not judged, with the cause in their outcome.
    pub lost: Vec<&'a AuditedPage>,
    /// Number of known addresses of the site when the sample was drawn.
    pub known: u32,
    /// The documents that were opened.
    pub documents: &'a [Opened],
}

pub struct SampledPage<'a> {
    pub row: &'a AuditedPage,
    pub digest: &'a PageDigest,
}

impl SampledPage<'_> {
    /// Whether it is the home page, which may be a set of pages by itself.
    pub fn is_home(&self) -> bool {
        self.row.kind == PageKind::HOME
    }
}

/// A verdict on one page, and the element that it is about.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// Index into [`Sampled::pages`].
    pub page: usize,
    pub spot: Spot,
    pub verdict: Verdict,
}

/// `applicability` of a rule that needs several pages: on one page alone it has no target.
pub fn no_target(_: &Page) -> Vec<Node<'_>> {
    Vec::new()
}

/// `expectation` of a rule that needs several pages. It is never called, because one page alone has no target.
pub fn no_verdict(_: Node<'_>) -> Verdict {
    Verdict::pass()
}

impl Sampled<'_> {
    /// Sets of at least two pages that show the same menu: pages of one template, which link to each other by it. Home
    /// pages are left out. A set is a list of pairs: the index of a page and the index of its menu. A set that contains
    /// a page twice is dropped.
    pub fn sets(&self) -> Vec<Vec<(usize, usize)>> {
        let mut sets: Vec<Vec<(usize, usize)>> = Vec::new();
        for (page, sampled) in self.pages.iter().enumerate().filter(|(_, sampled)| !sampled.is_home()) {
            for (number, menu) in sampled.digest.menus.iter().enumerate() {
                let alike = |set: &&mut Vec<(usize, usize)>| self.menu(set[0]).is_like(menu);
                match sets.iter_mut().find(alike) {
                    Some(set) => set.push((page, number)),
                    None => sets.push(vec![(page, number)]),
                }
            }
        }
        let once = |set: &Vec<(usize, usize)>| set.windows(2).all(|two| two[0].0 != two[1].0);
        sets.into_iter().filter(|set| set.len() > 1 && once(set)).collect()
    }

    /// The largest set of pages with a menu in common; empty where there is none.
    pub fn largest_set(&self) -> Vec<usize> {
        let sets = self.sets();
        let largest = sets.iter().max_by_key(|set| set.len());
        largest.into_iter().flatten().map(|(page, _)| *page).collect()
    }

    pub fn menu(&self, (page, menu): (usize, usize)) -> &Menu {
        &self.pages[page].digest.menus[menu]
    }
}
