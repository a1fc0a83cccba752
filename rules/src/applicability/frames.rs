//! Predicates on frames.

use super::{Predicate, scan::Scan};
use crate::Node;

pub static ALL: &[(&str, Predicate)] = &[
    ("frame", |scan| counted_frames(scan).next().is_none()),
    ("titled-frame", |scan| counted_frames(scan).all(|frame| !frame.has_attribute("title"))),
];

/// Frames that assistive technologies are given, now or after a click that needs no script.
fn counted_frames<'p>(scan: &Scan<'p>) -> impl Iterator<Item = Node<'p>> {
    let revealed = |node: &Node<'_>| {
        node.is_one_of(&["details", "dialog"])
            || node.has_attribute("popover")
            || node.attribute_is("hidden", "until-found")
    };
    scan.named(&["iframe", "frame"]).filter(move |frame| {
        frame.is_exposed() || (!frame.is_aria_hidden() && frame.closest(revealed).is_some())
    })
}
