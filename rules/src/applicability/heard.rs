//! Predicates on the events that the scripts of a page listen to, if the browser was asked for its listeners.

use super::{Predicate, scan::Scan};
use crate::{
    Node,
    page::{
        named::named,
        sections::listened::Kind::{self, Key, Motion, MouseDown, MouseMove, TouchDown, TouchMove},
    },
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
    scan.is_scriptless()
        || is_known(scan)
            && heard(scan.page, kinds).is_empty()
            && is_unsaid_in_page(scan, kinds)
            && is_unsaid_elsewhere(scan, kinds)
}

/// Whether no inline script and no handler attribute of the page names such an event.
fn is_unsaid_in_page(scan: &Scan<'_>, kinds: &[Kind]) -> bool {
    let says = |code: &str| named(code).iter().any(|kind| kinds.contains(kind));
    let is_code = |node: Node<'_>| node.is_text() && node.parent().is_some_and(|parent| parent.is("script"));
    !scan.page.nodes().any(|node| is_code(node) && says(node.text()))
        && !scan
            .page
            .elements()
            .any(|node| node.attributes().any(|(name, code)| name.starts_with("on") && says(code)))
}

/// Whether no script file names such an event. If the code was not read, whether the page has no script file.
fn is_unsaid_elsewhere(scan: &Scan<'_>, kinds: &[Kind]) -> bool {
    let is_from_elsewhere = |script: Node<'_>| {
        let code = script.descendants().find(Node::is_text).map_or("", |text| text.text());
        script.has_attribute("src") || code.contains("import") || code.contains("createElement")
    };
    let listened = scan.page.sections().listened.as_ref();
    match listened.and_then(|listened| listened.said.as_ref()) {
        Some(said) => !said.iter().any(|kind| kinds.contains(kind)),
        None => !scan.page.all(&["script"]).into_iter().any(is_from_elsewhere),
    }
}

/// Whether all listeners are known: the browser listed all of them, and the page has settled.
fn is_known(scan: &Scan<'_>) -> bool {
    let listened = scan.page.sections().listened.as_ref();
    listened.is_some_and(|listened| listened.is_whole) && !scan.page.is_unsettled()
}
