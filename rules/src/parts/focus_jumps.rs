//! Presses of the Tab key that lead back to what stands above, against the order in which a page is read.

use crate::{
    Page,
    page::{sections::walk::Place, walked::Reached},
};

/// The furthest are told.
const MOST: usize = 3;
/// In CSS pixels: what stands less above is on the same line, as a button beside a tall field.
const LEAST_RISE: i32 = 120;

/// A press that leads back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jump<'p> {
    pub to: Reached<'p>,
    /// How far it leads up, in CSS pixels.
    pub rise: i32,
}

/// The furthest jumps, in the order of the presses. A page that is written from right to left is read otherwise.
pub(crate) fn all(page: &Page) -> Vec<Jump<'_>> {
    let is_mirrored = page.elements().any(|node| node.attribute_is("dir", "rtl"));
    let reached: Vec<Reached<'_>> = page.reached().filter(|stop| !stop.node.is_in_front()).collect();
    let follow = |pair: &[Reached<'_>]| pair[1].presses == pair[0].presses + 1;
    if is_mirrored {
        return Vec::new();
    }
    let mut jumps: Vec<Jump<'_>> = reached.windows(2).filter(|pair| follow(pair)).filter_map(jump).collect();
    jumps.sort_by_key(|jump| (-jump.rise, jump.to.presses));
    jumps.truncate(MOST);
    jumps.sort_by_key(|jump| jump.to.presses);
    jumps
}

fn jump<'p>(pair: &[Reached<'p>]) -> Option<Jump<'p>> {
    Some(Jump { to: pair[1], rise: rise(pair[0].place?, pair[1].place?)? })
}

/// How far up this leads, unless to the head of a next column.
fn rise(from: Place, to: Place) -> Option<i32> {
    let rise = from.top - to.top.saturating_add_unsigned(to.height);
    let is_next_column = to.left >= from.left.saturating_add_unsigned(from.width);
    (rise >= LEAST_RISE && !is_next_column).then_some(rise)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BELOW: Place = Place { left: 100, top: 900, width: 200, height: 20 };

    #[test]
    fn a_press_that_leads_far_up_jumps_back() {
        assert_eq!(rise(BELOW, Place { top: 300, ..BELOW }), Some(580));
        assert_eq!(rise(BELOW, Place { top: 300, left: 0, ..BELOW }), Some(580));
    }

    #[test]
    fn the_next_line_the_next_column_and_a_neighbour_do_not() {
        for to in [
            Place { top: 940, ..BELOW },
            Place { top: 100, left: 300, ..BELOW },
            Place { top: 850, left: 0, ..BELOW },
        ] {
            assert_eq!(rise(BELOW, to), None, "{to:?}");
        }
    }
}
