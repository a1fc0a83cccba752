//! Presses of the Tab key that move the focus far up the page, against the reading order.

use crate::{
    Page,
    page::{sections::walk::Place, walked::Reached},
};

/// Most jumps that are reported; the furthest are kept.
const MOST: usize = 3;
/// Least distance up, in CSS pixels. An element that is less far above may be on the same line, such as a button beside
/// a tall field.
const LEAST_RISE: i32 = 120;

/// A press of the Tab key that moves the focus up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jump<'p> {
    pub to: Reached<'p>,
    /// Distance up, in CSS pixels, from the top of the element before to the bottom of this one.
    pub rise: i32,
}

/// The furthest jumps, at most [`MOST`], in the order of the presses. Empty for a page with `dir="rtl"`, whose reading
/// order is another.
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

/// Distance up between two places, in CSS pixels. `None` if it is short, or if the second place is in a column further
/// right.
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
