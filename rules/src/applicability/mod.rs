//! Predicates that prove that a test does not apply. Each is one-sided: where something was not seen, it does
//! not hold. Their exact definitions stand in `data/rgaa-4.1.2/applicability.tsv`.

mod document;
mod downloads;
pub mod examples;
mod fields;
mod frames;
mod images;
mod likely;
mod links;
mod media;
mod presentation;
mod scan;
mod tables;
mod undecided;

pub use likely::LIKELY;
pub use scan::Scan;
pub use undecided::UNDECIDED;

use crate::{
    Page,
    referential::{Applicability, Proof, Reach, Referential, Test},
};
use std::collections::HashSet;

/// True when the test does not apply to this page.
pub type Predicate = fn(&Scan<'_>) -> bool;

/// Every predicate that proves it from one page, by its key in the data.
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
];

/// Which predicates hold on a page, asked once.
pub struct Facts {
    held: HashSet<&'static str>,
    /// A frame shows a document that was not examined.
    unexamined_frame: bool,
}

impl Facts {
    pub fn of(page: &Page) -> Self {
        let scan = Scan::of(page);
        let held = predicates().filter(|(_, holds)| holds(&scan)).map(|(key, _)| key).collect();
        Self { held, unexamined_frame: has_unexamined_frame(page) }
    }

    /// It is proven that the test does not apply.
    pub fn inapplicable(&self, test: &Test) -> bool {
        let Some(predicate) = predicate_of(test) else { return false };
        predicate.proof == Proof::Sure && self.holds(predicate)
    }

    /// The predicate holds, and nothing it speaks of can be where nobody looked.
    pub fn holds(&self, predicate: &Applicability) -> bool {
        self.held.contains(predicate.key) && self.seen(predicate.reach)
    }

    /// Nothing that the test speaks of can be where nobody looked.
    pub fn all_examined(&self, test: &Test) -> bool {
        self.seen(predicate_of(test).map_or(Reach::Page, |predicate| predicate.reach))
    }

    fn seen(&self, reach: Reach) -> bool {
        match reach {
            Reach::Page => true,
            Reach::Frames => !self.unexamined_frame,
            // One page never speaks for the sample.
            Reach::Site => false,
        }
    }
}

/// Keys of [`LIKELY`] that hold: their tests probably do not apply, and a person may look at them last.
pub fn likely(page: &Page) -> Vec<&'static str> {
    if has_unexamined_frame(page) {
        return Vec::new();
    }
    let scan = Scan::of(page);
    LIKELY.iter().filter(|(_, holds)| holds(&scan)).map(|(key, _)| *key).collect()
}

/// Software can prove that this test does not apply to a page.
pub fn is_decided(test: &Test) -> bool {
    test.applicability.is_some_and(|key| predicates().any(|(held, _)| held == key))
}

fn predicates() -> impl Iterator<Item = (&'static str, Predicate)> {
    ALL.iter().flat_map(|list| list.iter().copied())
}

fn predicate_of(test: &Test) -> Option<&'static Applicability> {
    Referential::rgaa().applicability(test.applicability?)
}

/// A rendered frame, `object` or `embed` holds a document of another origin, or one that did not load.
fn has_unexamined_frame(page: &Page) -> bool {
    page.all(&["iframe", "frame", "object", "embed", "portal", "fencedframe"]).into_iter().any(|frame| {
        let holds_document = !frame.is_one_of(&["object", "embed"])
            || ((frame.has_attribute("data") || frame.has_attribute("src"))
                && !media::is_surely_picture(frame));
        holds_document && !frame.is_hidden() && frame.content_document().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Where each key of the data is dealt with.
    fn known() -> Vec<(&'static str, &'static str)> {
        let sure = predicates().map(|(key, _)| (key, "sure"));
        let partial = LIKELY.iter().map(|(key, _)| (*key, "partial"));
        let none = UNDECIDED.iter().map(|(key, _)| (*key, "undecided"));
        sure.chain(partial).chain(none).collect()
    }

    #[test]
    fn every_key_of_the_data_is_dealt_with_once() {
        let mut known = known();
        let site = Referential::rgaa().applicabilities().filter(|predicate| predicate.reach == Reach::Site);
        known.extend(site.map(|predicate| (predicate.key, "site")));
        let count = known.len();
        let by_key: BTreeMap<&str, &str> = known.into_iter().collect();
        assert_eq!(by_key.len(), count, "a key stands twice");
        let keys: BTreeMap<&str, &str> = Referential::rgaa()
            .applicabilities()
            .map(|predicate| (predicate.key, by_key[predicate.key]))
            .collect();
        assert_eq!(keys, by_key);
    }

    #[test]
    fn a_partial_proof_is_never_among_the_sure_ones() {
        for (key, dealt) in known().into_iter().filter(|(_, dealt)| *dealt != "undecided") {
            let proof = Referential::rgaa().applicability(key).map(|predicate| predicate.proof);
            let expected = if dealt == "sure" { Proof::Sure } else { Proof::Partial };
            assert_eq!(proof, Some(expected), "{key}");
        }
    }
}
