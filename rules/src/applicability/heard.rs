//! Predicates on what the scripts of a page listen to, where the browser told of that.

use super::{Predicate, scan::Scan};
use crate::{
    page::sections::listened::Kind::{self, Key, Motion, MouseDown, MouseMove, TouchDown, TouchMove},
    parts::heard::{heard, is_shortcut},
    standards::word_list::{WordList, entries},
};

static FINGERS: WordList = WordList::new(|| entries(include_str!("../../data/words/finger-events.txt")));
static POINTERS: WordList = WordList::new(|| entries(include_str!("../../data/words/pointer-events.txt")));
static SENSORS: WordList = WordList::new(|| entries(include_str!("../../data/words/motion-sensors.txt")));

pub static ALL: &[(&str, Predicate)] = &[
    ("key-shortcut", |scan| {
        scan.is_scriptless()
            || is_known(scan) && heard(scan.page, &[Key]).into_iter().all(|place| !is_shortcut(place))
    }),
    ("multipoint-gesture", |scan| hears_none(scan, &[TouchDown, TouchMove], &[&FINGERS])),
    ("path-gesture", |scan| {
        hears_none(scan, &[MouseDown, MouseMove, TouchDown, TouchMove], &[&FINGERS, &POINTERS])
    }),
    ("device-motion", |scan| hears_none(scan, &[Motion], &[&SENSORS])),
];

fn hears_none(scan: &Scan<'_>, kinds: &[Kind], said: &[&WordList]) -> bool {
    scan.is_scriptless() || is_known(scan) && heard(scan.page, kinds).is_empty() && is_unsaid(scan, said)
}

/// Whether no code that stands in the page names such a thing: a script may begin to listen only once something is
/// pressed, or ask a sensor by other means than an event.
fn is_unsaid(scan: &Scan<'_>, lists: &[&WordList]) -> bool {
    let says = |code: &str| {
        let code = code.to_lowercase();
        lists.iter().any(|list| list.iter().any(|word| code.contains(word)))
    };
    let is_code =
        |node: crate::Node<'_>| node.is_text() && node.parent().is_some_and(|parent| parent.is("script"));
    !scan.page.nodes().any(|node| is_code(node) && says(node.text()))
        && !scan
            .page
            .elements()
            .any(|node| node.attributes().any(|(name, code)| name.starts_with("on") && says(code)))
}

/// Whether nothing more will listen, as far as can be told.
fn is_known(scan: &Scan<'_>) -> bool {
    let listened = scan.page.sections().listened.as_ref();
    listened.is_some_and(|listened| listened.is_whole) && !scan.page.is_unsettled()
}
