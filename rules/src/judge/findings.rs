//! A defect or a point to verify on one page.

use crate::{
    Node, Outcome, Rule,
    page::{Seat, Spot},
    referential::Aspect,
    rule::Verdict,
};
use std::collections::BTreeMap;

/// Most findings of one rule on one page that are kept with their place; further ones are only counted.
pub const MOST_PLACES: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFinding {
    /// `failed` or `cantTell`.
    pub outcome: Outcome,
    pub reason: &'static str,
    pub data: BTreeMap<String, String>,
    pub aspects: Vec<Aspect>,
    pub either: bool,
    /// Further aspects that fail, each proven by itself, independent of `aspects` and `either`.
    pub also: Vec<Aspect>,
    pub selector: String,
    pub html: String,
    /// Position of the element, where it is rendered.
    pub seat: Option<Seat>,
}

impl PageFinding {
    pub(super) fn new(rule: &Rule, target: Node<'_>, verdict: Verdict) -> Self {
        Self::at(rule, Spot::from_node(target), verdict)
    }

    pub(super) fn at(rule: &Rule, spot: Spot, verdict: Verdict) -> Self {
        Self {
            outcome: verdict.outcome,
            reason: verdict.reason,
            data: verdict.data.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            aspects: verdict.aspects.unwrap_or_else(|| rule.aspects.to_vec()),
            either: verdict.either,
            also: verdict.also,
            selector: spot.selector,
            html: spot.html,
            seat: spot.seat,
        }
    }
}
