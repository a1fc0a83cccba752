//! What of the page did not come to rest before it was taken.

use super::{Node, Page, sections::stillness::Stillness};
use std::collections::HashSet;

/// An element that holds more nodes is a part of the page, and is not what moves within it.
const MOST_WITHIN: usize = 100;
/// Elements that stand for the page itself, however little it holds.
const WHOLE: &[&str] = &["#document", "html", "head", "body", "main", "frameset"];

struct Moving(HashSet<u32>);

impl Page {
    /// It differed between two looks, or something in it did that is part of it: nothing about it is sure.
    pub fn is_moving(&self, node: Node<'_>) -> bool {
        if self.moving().is_empty() {
            return false;
        }
        let moving = self.fact(|page| Moving(page.moving().iter().copied().collect()));
        let moves = |node: Node<'_>| moving.0.contains(&node.number());
        let holds = || {
            let within = node.descendants().take(MOST_WITHIN + 1).collect::<Vec<_>>();
            within.len() <= MOST_WITHIN && within.into_iter().any(moves)
        };
        moves(node) || (!node.is_one_of(WHOLE) && holds())
    }

    /// The outermost parts that move.
    pub fn moving_parts(&self) -> Vec<Node<'_>> {
        let all: HashSet<u32> = self.moving().iter().copied().collect();
        let nodes = self.moving().iter().filter_map(|number| self.node(*number));
        nodes.filter(|node| !node.ancestors().any(|above| all.contains(&above.number()))).collect()
    }

    /// It was taken before it was there.
    pub fn is_unfinished(&self) -> bool {
        self.stillness().is_some_and(|stillness| stillness.is_unfinished)
    }

    /// Elements came or went while it was looked at, or may still come: that something is missing is not sure.
    pub fn is_unsettled(&self) -> bool {
        self.stillness().is_some_and(|stillness| stillness.appears || !stillness.is_answered)
    }

    /// `None` where nobody waited for the page to come to rest.
    pub fn stillness(&self) -> Option<&Stillness> {
        self.snapshot.sections.stillness.as_ref()
    }

    fn moving(&self) -> &[u32] {
        self.stillness().map_or(&[], |stillness| &stillness.moving)
    }
}
