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
        let may_be_revealed = frame.closest(revealed).is_some() || may_be_shown(*frame);
        frame.is_exposed() || (!frame.is_aria_hidden() && may_be_revealed)
    })
}

/// It is not rendered, and a script may show it: a film in a dialog that is still closed. Frames that only carry
/// messages have no address, or no size.
pub(super) fn may_be_shown(frame: Node<'_>) -> bool {
    let address = frame.attribute("src").or_else(|| frame.attribute("data")).unwrap_or_default().trim();
    let tiny = |name: &str| {
        let length = frame.attribute(name).map(|value| value.trim().trim_end_matches("px"));
        length.and_then(|length| length.parse::<f64>().ok()).is_some_and(|length| length <= 1.0)
    };
    let is_empty = address.is_empty() || address.starts_with("about:") || address.starts_with("javascript:");
    let inert = frame.has_attribute("inert") || frame.ancestors().any(|above| above.has_attribute("inert"));
    !is_empty && !tiny("width") && !tiny("height") && !inert
}
