//! Chooses the parts of a page to scroll to, so that one text of each kind is seen.

use rules::page::witness::{Sight, Wanted};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most parts of one page that are pictured.
const MOST_PARTS: usize = 6;
/// Number of parts without a visible text after which no more are tried: something covers the page.
const MOST_IN_VAIN: usize = 2;
/// Number of times one text is scrolled to: something may cover it, such as a banner.
const MOST_TRIES: u32 = 2;
/// Share of the viewport above a text, for each try: a banner may cover the top.
const ABOVE: [f64; MOST_TRIES as usize] = [0.2, 0.5];

/// The texts seen so far.
#[derive(Default)]
pub struct Looked {
    pub sights: BTreeMap<u32, Sight>,
    tries: HashMap<u32, u32>,
    parts: usize,
}

impl Looked {
    /// The next position to scroll to, in CSS pixels; `None` when enough is known.
    pub fn next(&mut self, wanted: &[Wanted], height: f64) -> Option<f64> {
        let shown: HashSet<u64> =
            wanted.iter().filter(|text| self.is_shown(text.node)).map(|text| text.kind).collect();
        if self.parts >= MOST_PARTS || (self.parts >= MOST_IN_VAIN && shown.is_empty()) {
            return None;
        }
        let tries = |text: &Wanted| self.tries.get(&text.node).copied().unwrap_or(0);
        let is_open = |text: &&Wanted| !shown.contains(&text.kind) && tries(text) < MOST_TRIES;
        let first = |one: &&Wanted, other: &&Wanted| {
            tries(one).cmp(&tries(other)).then(one.place.y().total_cmp(&other.place.y()))
        };
        let text = wanted.iter().filter(is_open).min_by(first)?;
        let tried = tries(text);
        *self.tries.entry(text.node).or_default() += 1;
        self.parts += 1;
        let is_in_view_at_once = text.place.bottom() <= height && self.parts == 1;
        let above = height * ABOVE[tried as usize];
        Some(if is_in_view_at_once { 0.0 } else { (text.place.y() - above).max(0.0).floor() })
    }

    /// Keeps what was seen of a text; of several sights, the one with the most letters.
    pub fn keep(&mut self, node: u32, sight: Sight) {
        let known = self.sights.entry(node).or_insert(sight);
        if !known.shows_letters() && sight.letters > known.letters {
            *known = sight;
        }
    }

    pub fn is_shown(&self, node: u32) -> bool {
        self.sights.get(&node).is_some_and(Sight::shows_letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::page::Rect;

    const SEEN: Sight = Sight {
        letters: 99,
        strayed: 0,
        ground: [0; 3],
        share: 0,
        darkest: [0; 3],
        lightest: [0; 3],
        by_likeness: false,
    };

    fn wanted(node: u32, kind: u64, y: f64) -> Wanted {
        let (address, begins) = Default::default();
        Wanted { node, address, begins, place: Rect::new(0.0, y, 100.0, 20.0), text: [0; 3], kind }
    }

    /// Positions of the parts to scroll to, so that each text is seen in one of them, except hidden ones.
    fn tops(wanted: &[Wanted], hidden: &[u32]) -> Vec<f64> {
        let mut looked = Looked::default();
        let mut tops = Vec::new();
        while let Some(top) = looked.next(wanted, 1000.0) {
            tops.push(top);
            for text in wanted.iter().filter(|text| !hidden.contains(&text.node)) {
                if text.place.y() >= top && text.place.bottom() <= top + 1000.0 {
                    looked.keep(text.node, SEEN);
                }
            }
        }
        tops
    }

    #[test]
    fn the_page_as_it_opens_is_looked_at_first() {
        assert_eq!(tops(&[wanted(1, 1, 3000.0), wanted(2, 2, 40.0)], &[]), [0.0, 2800.0]);
    }

    #[test]
    fn one_text_of_a_kind_is_enough() {
        let texts: Vec<Wanted> = (0..9).map(|at| wanted(at, 1, f64::from(at) * 2000.0)).collect();
        assert_eq!(tops(&texts, &[]), [0.0]);
        assert!(tops(&[], &[]).is_empty());
    }

    #[test]
    fn what_something_covered_is_looked_at_in_another_place() {
        assert_eq!(tops(&[wanted(1, 1, 900.0), wanted(2, 2, 20.0)], &[1]), [0.0, 700.0, 400.0]);
    }

    #[test]
    fn a_long_page_is_seen_in_part_and_a_covered_one_hardly() {
        let texts: Vec<Wanted> =
            (0..90).map(|at| wanted(at, u64::from(at), f64::from(at) * 2000.0)).collect();
        assert_eq!(tops(&texts, &[]).len(), MOST_PARTS);
        let all: Vec<u32> = (0..90).collect();
        assert_eq!(tops(&texts, &all).len(), MOST_IN_VAIN);
    }
}
