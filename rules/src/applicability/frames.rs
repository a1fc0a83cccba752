//! Predicates on frames.

use super::{Predicate, scan::Scan, waiting};
use crate::{Node, parts::unseen};

pub static ALL: &[(&str, Predicate)] = &[
    ("frame", |scan| counted_frames(scan).next().is_none() && !waiting::something_may_come(scan)),
    ("titled-frame", |scan| {
        counted_frames(scan).all(|frame| !frame.has_attribute("title")) && !waiting::something_may_come(scan)
    }),
];

/// Frames that are exposed to assistive technologies, and those that may be exposed once they are shown.
fn counted_frames<'p>(scan: &Scan<'p>) -> impl Iterator<Item = Node<'p>> {
    scan.named(&["iframe", "frame"]).filter(|frame| frame.is_exposed() || unseen::frame_waits(*frame))
}
