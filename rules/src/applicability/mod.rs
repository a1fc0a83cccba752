//! Predicates that prove that a test does not apply. Each is one-sided: where something was not seen, it does
//! not hold. Their exact definitions stand in `data/rgaa-4.1.2/applicability.tsv`.

mod elements;

use crate::{
    Page,
    referential::{Proof, Reach, Referential, Test},
};
use std::collections::HashSet;

/// True when the test does not apply to this page.
pub type Predicate = fn(&Page) -> bool;

/// Every predicate a page alone decides, by its key in the data.
pub static ALL: &[&[(&str, Predicate)]] = &[elements::ALL];

/// Which predicates hold on a page, asked once.
pub struct Facts {
    held: HashSet<&'static str>,
    /// A frame shows a document that was not examined.
    unexamined_frame: bool,
}

impl Facts {
    pub fn of(page: &Page) -> Self {
        let all = ALL.iter().flat_map(|list| list.iter());
        let held = all.filter(|(_, holds)| holds(page)).map(|(key, _)| *key).collect();
        Self { held, unexamined_frame: has_unexamined_frame(page) }
    }

    /// It is proven that the test does not apply.
    pub fn inapplicable(&self, test: &Test) -> bool {
        let Some(predicate) = predicate_of(test) else { return false };
        predicate.proof == Proof::Sure && self.held.contains(predicate.key) && self.seen(predicate.reach)
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

/// Software can prove that this test does not apply to a page.
pub fn is_decided(test: &Test) -> bool {
    let key =
        predicate_of(test).filter(|predicate| predicate.proof == Proof::Sure).map(|predicate| predicate.key);
    key.is_some_and(|key| ALL.iter().flat_map(|list| list.iter()).any(|(held, _)| *held == key))
}

fn predicate_of(test: &Test) -> Option<&'static crate::referential::Applicability> {
    Referential::rgaa().applicability(test.applicability?)
}

/// A rendered frame, `object` or `embed` holds a document of another origin, or one that did not load.
fn has_unexamined_frame(page: &Page) -> bool {
    page.all(&["iframe", "frame", "object", "embed", "portal", "fencedframe"]).into_iter().any(|frame| {
        let holds_document = !frame.is_one_of(&["object", "embed"])
            || frame.has_attribute("data")
            || frame.has_attribute("src");
        holds_document && !frame.is_hidden() && frame.content_document().is_none()
    })
}
