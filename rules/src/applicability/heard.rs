//! Predicates on the events that the scripts of a page listen to, if the browser was asked for its listeners.

use super::{Predicate, scan::Scan};
use crate::{
    page::sections::listened::Kind::{self, Key, Motion, MouseDown, MouseMove, TouchDown, TouchMove},
    parts::heard::{heard, is_shortcut},
};

pub static ALL: &[(&str, Predicate)] = &[
    ("key-shortcut", |scan| {
        scan.is_scriptless()
            || is_known(scan) && heard(scan.page, &[Key]).into_iter().all(|place| !is_shortcut(place))
    }),
    ("multipoint-gesture", |scan| hears_none(scan, &[TouchDown, TouchMove])),
    ("path-gesture", |scan| hears_none(scan, &[MouseDown, MouseMove, TouchDown, TouchMove])),
    ("device-motion", |scan| hears_none(scan, &[Motion])),
];

fn hears_none(scan: &Scan<'_>, kinds: &[Kind]) -> bool {
    scan.is_scriptless() || is_known(scan) && heard(scan.page, kinds).is_empty()
}

/// Whether all listeners are known: the browser listed all of them, and the page has settled.
fn is_known(scan: &Scan<'_>) -> bool {
    let listened = scan.page.sections().listened.as_ref();
    listened.is_some_and(|listened| listened.is_whole) && !scan.page.is_unsettled()
}
