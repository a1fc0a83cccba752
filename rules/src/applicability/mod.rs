//! Predicates that prove that an aspect does not apply. In doubt a predicate does not hold. Their exact definitions are
//! in `data/aspects/applicability.tsv`.

mod declared;
mod document;
mod downloads;
mod field;
mod fields;
mod frames;
mod heard;
mod images;
mod link;
mod links;
mod marks;
mod media;
mod pictures;
mod predicate;
mod presentation;
pub mod sample;
mod scan;
mod scripts;
mod signs;
mod styles;
mod tables;
mod texts;
mod waiting;

pub use predicate::Predicate;
pub use scan::Scan;

use crate::{
    Page,
    parts::unseen,
    referential::{Applicability, AspectRow, Reach, Test},
};
use std::collections::{BTreeSet, HashSet};

/// All predicates that one page can prove, by their key in the data.
pub static ALL: &[&[(&str, Predicate)]] = &[
    images::ALL,
    frames::ALL,
    media::ALL,
    tables::ALL,
    links::ALL,
    document::ALL,
    presentation::ALL,
    fields::ALL,
    downloads::ALL,
    scripts::ALL,
    styles::ALL,
    pictures::ALL,
    texts::ALL,
    heard::ALL,
];

/// The key of aspects that apply to every page.
pub const ALWAYS: &str = "always-applies";

/// The predicates that hold on a page, each computed once.
pub struct Facts {
    held: HashSet<&'static str>,
    of_sample: BTreeSet<&'static str>,
    /// Whether a frame shows a document that was not examined, or a frame may still come.
    unexamined_frame: bool,
}

impl Facts {
    pub fn from_page(page: &Page) -> Self {
        let scan = Scan::from_page(page);
        let undrawn = waiting::has_undrawn_icon(&scan);
        let holds = |(key, holds): &(&str, Predicate)| holds(&scan) && !(undrawn && speaks_of_pictures(key));
        let held = predicates().filter(holds).map(|(key, _)| key).collect();
        Self {
            held,
            of_sample: sample::facts(&scan),
            unexamined_frame: has_unexamined_frame(page) || waiting::something_may_come(&scan),
        }
    }

    /// Keys of the predicates for tests that only the whole sample decides, if they hold on this page. Empty if a frame
    /// was not examined.
    pub fn of_sample(&self) -> BTreeSet<&'static str> {
        if self.unexamined_frame { BTreeSet::new() } else { self.of_sample.clone() }
    }

    /// Whether it is proven that the aspect does not apply.
    pub fn inapplicable(&self, aspect: &AspectRow) -> bool {
        aspect.predicate().is_some_and(|predicate| self.holds(predicate))
    }

    /// Whether the predicate holds, and no part that was not examined can contradict it.
    pub fn holds(&self, predicate: &Applicability) -> bool {
        self.held.contains(predicate.key) && self.seen(predicate.reach)
    }

    /// Whether all parts of the page that can concern the aspect were examined.
    pub fn all_examined(&self, aspect: &AspectRow) -> bool {
        self.seen(aspect.predicate().map_or(Reach::Page, |predicate| predicate.reach))
    }

    fn seen(&self, reach: Reach) -> bool {
        match reach {
            Reach::Page => true,
            Reach::Frames => !self.unexamined_frame,
            // One page never decides for the whole sample.
            Reach::Site => false,
        }
    }
}

/// How it is decided whether a test applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decided {
    /// It applies to every page.
    Always,
    /// Each page decides it.
    ByPage,
    /// Only the whole sample decides it.
    BySample,
}

/// How software decides whether this test applies; `None` where only a person can.
pub fn decided(test: &Test) -> Option<Decided> {
    let ways: Option<Vec<Decided>> = test.aspects.iter().map(|aspect| decided_of(aspect.row()?)).collect();
    ways?.into_iter().max()
}

fn decided_of(aspect: &AspectRow) -> Option<Decided> {
    match aspect.applicability? {
        ALWAYS => Some(Decided::Always),
        key if sample::ALL.iter().any(|(held, _)| *held == key) => Some(Decided::BySample),
        _ => Some(Decided::ByPage),
    }
}

fn predicates() -> impl Iterator<Item = (&'static str, Predicate)> {
    ALL.iter().flat_map(|list| list.iter().copied())
}

/// Whether the predicate is about pictures. An icon that was not drawn, alone or in a link, may be one of them.
fn speaks_of_pictures(key: &str) -> bool {
    const LISTS: [&[(&str, Predicate)]; 5] =
        [images::ALL, pictures::ALL, media::ALL, links::ALL, scripts::ALL];
    LISTS.into_iter().flatten().any(|(held, _)| *held == key)
}

/// Whether a frame, `object` or `embed`, rendered or likely to be shown later, contains a document that was not
/// examined: one of another origin, or one that did not load.
fn has_unexamined_frame(page: &Page) -> bool {
    page.all(&["iframe", "frame", "object", "embed", "portal", "fencedframe"]).into_iter().any(|frame| {
        let holds_document = !frame.is_one_of(&["object", "embed"])
            || ((frame.has_attribute("data") || frame.has_attribute("src"))
                && !media::is_surely_picture(frame));
        let counts = !frame.is_hidden() || unseen::shows_document(frame);
        holds_document && counts && frame.content_document().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_key_of_the_data_is_dealt_with_once() {
        let of_page = predicates().map(|(key, _)| (key, false));
        let of_sample = sample::ALL.iter().map(|(key, _)| (*key, true));
        let known: Vec<(&str, bool)> = of_page.chain(of_sample).chain([(ALWAYS, false)]).collect();
        let by_key: BTreeMap<&str, bool> = known.iter().copied().collect();
        assert_eq!(by_key.len(), known.len(), "a key stands twice");
        let of_data = crate::referential::aspects().applicabilities();
        let keys: BTreeMap<&str, bool> =
            of_data.map(|predicate| (predicate.key, predicate.reach == Reach::Site)).collect();
        assert_eq!(keys, by_key);
    }
}
