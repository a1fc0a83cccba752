//! Finds the parts of a page that differ between two captures, or that follow the scrolling. A rule cannot be certain
//! about them.

use super::dom::Converted;
use crate::browser::stand::{Following, Stood};
use rules::page::{
    sections::stillness::Stillness,
    snapshot::{Layout, NodeData, NodeKind},
};
use std::collections::{BTreeSet, HashSet};

/// Smallest movement that counts, in CSS pixels. A smaller difference arises when the browser paints again.
const MOVED: f64 = 1.0;

pub fn stillness(stood: &Stood, look: &Converted, again: Option<&Converted>) -> Stillness {
    let mut moving = follow(&stood.following, look);
    let mut appears = false;
    if let Some(again) = again {
        let comparison = Comparison::new(look, again);
        moving.extend(comparison.differing());
        moving.extend(comparison.filling());
        appears = comparison.appears();
    }
    Stillness {
        milliseconds: u32::try_from(stood.waited.as_millis()).unwrap_or(u32::MAX),
        is_quiet: stood.rest.is_quiet,
        is_answered: stood.rest.is_answered,
        is_unfinished: stood.rest.is_unfinished,
        moving: moving.into_iter().collect(),
        appears,
    }
}

/// Elements that follow the scrolling, with their descendants. Empty if the page changed between two questions.
fn follow(following: &Following, look: &Converted) -> BTreeSet<u32> {
    let Some(document) = look.documents.first().filter(|_| !following.ranks.is_empty()) else {
        return BTreeSet::new();
    };
    let is_ranked = |node: &NodeData| node.kind == NodeKind::Element && node.shadow.is_none();
    let ranked: Vec<usize> =
        (0..document.nodes.len()).filter(|index| is_ranked(&document.nodes[*index])).collect();
    if ranked.len() as u64 != following.elements {
        return BTreeSet::new();
    }
    let mut found: BTreeSet<u32> =
        following.ranks.iter().filter_map(|rank| ranked.get(*rank).map(|index| *index as u32)).collect();
    // Parents come before their children.
    for (index, node) in (0u32..).zip(&document.nodes) {
        if index > 0 && found.contains(&node.parent) {
            found.insert(index);
        }
    }
    found
}

struct Comparison<'a> {
    one: &'a Converted,
    other: &'a Converted,
    /// `backendNodeId`s of the nodes of the first capture.
    names: Vec<i64>,
    /// All nodes of the second capture.
    others: Vec<&'a NodeData>,
    /// For each document, whether it grew, so that everything below moved down.
    grew: Vec<bool>,
}

impl<'a> Comparison<'a> {
    fn new(one: &'a Converted, other: &'a Converted) -> Self {
        let pairs = one.documents.iter().zip(&other.documents);
        let grew = pairs.map(|(one, other)| one.content_height != other.content_height).collect();
        let others = other.documents.iter().flat_map(|document| &document.nodes).collect();
        Self { one, other, names: one.numbers.names(), others, grew }
    }

    /// Nodes of the first capture that differ in the second, or are missing there; by their number in all documents.
    fn differing(&self) -> Vec<u32> {
        let mut found = Vec::new();
        let mut number = 0;
        for (document, data) in self.one.documents.iter().enumerate() {
            let grew = self.grew.get(document).copied().unwrap_or(true);
            let parents: HashSet<u32> = data.nodes.iter().skip(1).map(|node| node.parent).collect();
            for (index, node) in (0u32..).zip(&data.nodes) {
                if self.differs(number, node, grew, !parents.contains(&index)) {
                    found.push(number);
                }
                number += 1;
            }
        }
        found
    }

    /// Nodes of the first capture to which content was added.
    fn filling(&self) -> Vec<u32> {
        let known: HashSet<i64> = self.names.iter().copied().collect();
        let names = self.other.numbers.names();
        let mut found = Vec::new();
        let mut start = 0;
        for data in &self.other.documents {
            for (number, node) in (start..).zip(&data.nodes) {
                if known.contains(&names[number as usize]) {
                    continue;
                }
                let parent = names[(start + node.parent) as usize];
                found.extend(self.one.numbers.number_of(parent));
            }
            start += data.nodes.len() as u32;
        }
        found
    }

    fn differs(&self, number: u32, node: &NodeData, grew: bool, is_leaf: bool) -> bool {
        let Some(other) = self.again(number) else { return true };
        !self.is_told_alike(node, other)
            || node.accessibility != other.accessibility
            || self.looks_otherwise(node, other, grew, is_leaf)
    }

    /// The same node in the second capture.
    fn again(&self, number: u32) -> Option<&'a NodeData> {
        let name = self.names.get(number as usize)?;
        let place = self.other.numbers.number_of(*name)?;
        self.others.get(place as usize).copied()
    }

    /// Whether both nodes have the same properties, apart from their look.
    fn is_told_alike(&self, one: &NodeData, other: &NodeData) -> bool {
        let of_content = |pair: &&(u32, u32)| !self.one.of_looks.contains(&pair.0);
        let attributes = |node: &NodeData| -> Vec<(u32, u32)> {
            node.attributes.iter().filter(of_content).copied().collect()
        };
        (one.name, one.value, one.input_value) == (other.name, other.value, other.input_value)
            && (one.current_source, one.checked, one.selected)
                == (other.current_source, other.checked, other.selected)
            && attributes(one) == attributes(other)
    }

    fn looks_otherwise(&self, node: &NodeData, other: &NodeData, grew: bool, is_leaf: bool) -> bool {
        let (Some(one), Some(two)) = (&node.layout, &other.layout) else {
            return node.layout.is_some() != other.layout.is_some();
        };
        let styles = |converted: &'a Converted, layout: &Layout| {
            layout.style_set.and_then(|set| converted.style_sets.get(set as usize))
        };
        let (at, to) = (&one.bounds, &two.bounds);
        let moved = |from: f64, to: f64| (from - to).abs() > MOVED;
        let is_elsewhere = moved(at.x(), to.x()) || (!grew && moved(at.y(), to.y()));
        // A box grows with its content, which is compared by itself; so only leaves count.
        let is_resized = is_leaf && (moved(at.width(), to.width()) || moved(at.height(), to.height()));
        styles(self.one, one) != styles(self.other, two)
            || one.painted_text != two.painted_text
            || one.text_opacity != two.text_opacity
            || one.blended_background != two.blended_background
            || is_elsewhere
            || is_resized
    }

    /// Whether elements were added or removed.
    fn appears(&self) -> bool {
        let is_element = |node: &NodeData| node.kind == NodeKind::Element;
        let nodes = || self.one.documents.iter().flat_map(|document| &document.nodes);
        let went = (0..).zip(nodes()).any(|(number, node)| is_element(node) && self.again(number).is_none());
        let count = nodes().filter(|node| is_element(node)).count();
        went || count != self.others.iter().filter(|node| is_element(node)).count()
    }
}
