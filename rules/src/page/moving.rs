//! Parts of the page that had not settled when it was captured.

use super::{
    Node, Page, refresh,
    sections::{
        motions::{Flash, Kind, Motion},
        stillness::Stillness,
    },
};
use crate::standards::word_list::{WordList, entries};
use std::collections::HashSet;

/// Most descendants of an element that counts as moving when one of them moves. A larger element is too great a part
/// of the page.
const MOST_WITHIN: usize = 100;
/// Elements that stand for the whole page, even if they have few descendants.
const WHOLE: &[&str] = &["#document", "html", "head", "body", "main", "frameset"];

/// Attributes whose words reveal a carousel.
const NAMES: &[&str] = &["class", "id", "aria-roledescription"];
/// Words by which libraries and authors name a carousel.
pub static SLIDES: WordList = WordList::new(|| entries(include_str!("../../data/words/carousel-names.txt")));

/// Elements that are drawn even if they are empty.
const DRAWN: &[&str] = &[
    "audio", "button", "canvas", "embed", "frame", "iframe", "img", "input", "meter", "object", "progress",
    "select", "svg", "textarea", "video",
];

struct Moving(HashSet<u32>);

struct ShowsNothing(bool);

fn is_drawn(node: Node<'_>) -> bool {
    let draws = node.is_one_of(DRAWN) || (node.is_text() && !node.text().trim().is_empty());
    draws && node.is_visible()
}

/// Whether the response was empty, so that the browser generated the whole document.
fn is_empty_answer(page: &Page) -> bool {
    let is_made_up =
        |node: Node<'_>| node.is_one_of(&["html", "head", "body"]) && node.attributes().next().is_none();
    page.snapshot().documents[0].doctype.is_none() && page.elements().all(is_made_up)
}

/// Whether the only scripts of the page are event handlers in attributes, none of which runs without a user.
fn only_answers(page: &Page) -> bool {
    const AT_ONCE: &[&str] = &["onload", "onerror", "onpageshow", "onreadystatechange", "ontoggle"];
    let holds =
        |of: &dyn Fn(&str) -> bool| page.elements().any(|node| node.attributes().any(|(name, _)| of(name)));
    page.all(&["script"]).is_empty()
        && holds(&|name| name.starts_with("on"))
        && !holds(&|name| AT_ONCE.contains(&name))
}

/// Whether the captured markup alone does not decide what readers see: a script ran (even one that removed itself), the
/// response was empty, or a refresh leads to another page within a second.
fn is_decided_elsewhere(page: &Page) -> bool {
    let was_waited_for = page.stillness().is_some_and(|stillness| stillness.milliseconds > 0);
    let was_scripted = was_waited_for && !only_answers(page);
    let leads_on = || {
        refresh::element(page).is_some_and(|meta| {
            refresh::read(meta).is_some_and(|refresh| refresh.seconds <= 1 && !refresh.is_of_same_page(page))
        })
    };
    was_scripted || is_empty_answer(page) || !page.all(&["script"]).is_empty() || leads_on()
}

fn names_slides(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| SLIDES.contains(&word))
}

impl Node<'_> {
    /// The part that counts as moving if this node moves: the outermost carousel around it, because another slide may
    /// be visible at each visit; outside a carousel, the node itself.
    pub fn moving_part(self) -> Self {
        let shows_slides = |node: &Self| {
            NAMES.iter().filter_map(|name| node.attribute(name)).any(names_slides) && !node.is_one_of(WHOLE)
        };
        std::iter::once(self).chain(self.ancestors()).filter(shows_slides).last().unwrap_or(self)
    }
}

impl Page {
    /// Whether the node, or a part of it, differed between two captures, so that nothing about it is certain.
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
        let outermost = nodes.filter(|node| !node.ancestors().any(|above| all.contains(&above.number())));
        let mut known = HashSet::new();
        outermost.map(Node::moving_part).filter(|part| known.insert(part.number())).collect()
    }

    /// Elements that moved by themselves in this way.
    pub fn in_motion(&self, kind: Kind) -> Vec<(Node<'_>, Motion)> {
        let moving = self.snapshot.sections.motions.iter().flat_map(|motions| &motions.moving);
        let of_kind = moving.filter(|motion| motion.kind == kind);
        of_kind.filter_map(|motion| Some((self.node(motion.node)?, *motion))).collect()
    }

    /// Backgrounds that an animation of a style sheet makes light and dark in turn.
    pub fn flashes(&self) -> Vec<(Node<'_>, Flash)> {
        let flashes = self.snapshot.sections.motions.iter().flat_map(|motions| &motions.flashes);
        flashes.filter_map(|flash| Some((self.node(flash.node)?, *flash))).collect()
    }

    /// Whether the page was captured before it was finished.
    pub fn is_unfinished(&self) -> bool {
        self.stillness().is_some_and(|stillness| stillness.is_unfinished)
    }

    /// Whether elements were added or removed between two captures, or may still be added, so that it is not certain
    /// that something is missing.
    pub fn is_unsettled(&self) -> bool {
        self.shows_nothing()
            || self.is_unfilled()
            || self.stillness().is_some_and(|stillness| stillness.appears || !stillness.is_answered)
    }

    /// Whether the page shows nothing, although readers may see something: a script may empty the page for robots or
    /// wait for an answer that did not come, or a refresh may lead to another page.
    pub fn shows_nothing(&self) -> bool {
        self.fact(|page| ShowsNothing(is_decided_elsewhere(page) && !page.nodes().any(is_drawn))).0
    }

    /// How the page settled. `None` if this was not asked for.
    pub fn stillness(&self) -> Option<&Stillness> {
        self.snapshot.sections.stillness.as_ref()
    }

    fn moving(&self) -> &[u32] {
        self.stillness().map_or(&[], |stillness| &stillness.moving)
    }
}
