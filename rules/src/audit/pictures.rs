//! Chooses the page pictures that an audit keeps.

use super::{Audit, Finding};
use crate::Outcome;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

impl Audit {
    /// Keeps the pictures of at most `most` pages: those that frame the most proven defects. A picture that frames no
    /// further defect is not kept. A defect on several pages counts once.
    pub fn keep_pictures(&mut self, most: usize) {
        let kept = chosen(&self.findings, most);
        for (number, page) in (0..).zip(&mut self.pages) {
            page.picture = page.picture.take().filter(|_| kept.contains(&number));
        }
        let beside = self.beside.iter_mut().flat_map(|beside| &mut beside.findings);
        for place in self.findings.iter_mut().chain(beside).flat_map(|finding| &mut finding.places) {
            place.frame = place.frame.filter(|_| kept.contains(&place.page));
        }
    }
}

/// Chooses page by page: each time the page that frames the most defects not yet framed by a chosen page; of equal
/// pages, the first.
fn chosen(findings: &[Finding], most: usize) -> BTreeSet<u32> {
    let defects = findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
    let mut open: Vec<BTreeSet<u32>> = defects.map(framed_on).filter(|pages| !pages.is_empty()).collect();
    let mut kept = BTreeSet::new();
    while kept.len() < most {
        let mut shown: BTreeMap<u32, usize> = BTreeMap::new();
        open.iter().flatten().for_each(|page| *shown.entry(*page).or_default() += 1);
        let Some((page, _)) = shown.into_iter().max_by_key(|(page, defects)| (*defects, Reverse(*page)))
        else {
            break;
        };
        kept.insert(page);
        open.retain(|pages| !pages.contains(&page));
    }
    kept
}

fn framed_on(finding: &Finding) -> BTreeSet<u32> {
    finding.places.iter().filter(|place| place.frame.is_some()).map(|place| place.page).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Frame, Place};

    /// A finding that is framed on some pages.
    fn finding(outcome: Outcome, pages: &[u32]) -> Finding {
        let frame = Some(Frame { x: 0, y: 0, width: 9, height: 9 });
        let place = |page: &u32| Place { page: *page, selector: "p".into(), frame };
        Finding {
            id: "0".into(),
            rule: "rule".into(),
            outcome,
            reason: "reason".into(),
            data: BTreeMap::new(),
            tests: Vec::new(),
            either: false,
            html: "<p>".into(),
            count: 1,
            places: pages.iter().map(place).collect(),
        }
    }

    fn kept(defects: &[&[u32]], most: usize) -> Vec<u32> {
        let findings: Vec<_> = defects.iter().map(|pages| finding(Outcome::Failed, pages)).collect();
        chosen(&findings, most).into_iter().collect()
    }

    #[test]
    fn each_defect_is_shown_on_as_few_pages_as_possible() {
        assert_eq!(kept(&[&[0, 1, 2], &[0, 2], &[2]], 9), [2]);
        assert_eq!(kept(&[&[0, 1], &[0], &[3]], 9), [0, 3]);
        assert_eq!(kept(&[&[4, 1], &[1, 4]], 9), [1], "of equal pages the first");
        assert_eq!(kept(&[&[], &[]], 9), [] as [u32; 0]);
    }

    #[test]
    fn where_not_all_are_kept_the_most_defects_are_shown() {
        let defects: [&[u32]; 4] = [&[0], &[3], &[3], &[5]];
        assert_eq!(kept(&defects, 0), [] as [u32; 0]);
        assert_eq!(kept(&defects, 1), [3]);
        assert_eq!(kept(&defects, 2), [0, 3]);
    }

    #[test]
    fn a_point_to_verify_has_no_page_and_needs_no_picture() {
        assert!(chosen(&[finding(Outcome::CantTell, &[1])], 9).is_empty());
    }
}
