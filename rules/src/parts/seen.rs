//! The question of a rule to the picture before it accuses a text for its colours.
//!
//! A rule asks for a sight where it would accuse. The page remembers what was asked for, so that the list of what must be
//! looked at follows from the rules themselves: judged without a witness, they ask and accuse nobody; judged with one,
//! they find their answers.

use super::text_runs::TextRun;
use crate::{
    Node, Page, Rule,
    page::{
        Rect,
        witness::{Address, Pixel, Sight, Wanted, Witness},
    },
    standards::colours::{Colour, contrast},
};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Mutex, PoisonError},
};

/// Texts that are looked at on one page, at most.
const MOST_WANTED: usize = 600;
/// Characters of a text by which it is known again.
const BEGINNING: usize = 24;
/// Fewer pixels of letters are hardly a text.
const LEAST_LETTERS: u32 = 12;
/// Thousandths of letters in another colour that a picture may show without being another text.
const MOST_STRAYED: u16 = 30;
/// Thousandths of the ground that have one colour, where it is called plain.
const PLAIN: u16 = 900;
/// Channels this near, of 255, are one colour: browsers round as they blend.
const NEAR: f64 = 6.0;

/// The colour that the letters should have, by the number of the text node.
#[derive(Default)]
struct Asked(Mutex<BTreeMap<u32, Pixel>>);

/// Sight of this text, whose letters should have this colour. If it was not seen, its picture is asked for.
pub fn sight(run: TextRun<'_>, text: Colour) -> Option<&Sight> {
    let page = run.node.page();
    if page.sections().witness.is_none() {
        let asked = page.fact(|_| Asked::default());
        asked.0.lock().unwrap_or_else(PoisonError::into_inner).insert(run.node.number(), pixel(text));
    }
    run.node.sight()
}

/// Sight of this text, if it is known: no picture is asked for.
pub fn known(run: TextRun<'_>) -> Option<&Sight> {
    run.node.sight()
}

impl Sight {
    /// Whether letters are seen, in the expected colour.
    pub fn shows_letters(&self) -> bool {
        self.letters >= LEAST_LETTERS && self.strayed <= MOST_STRAYED
    }

    /// Whether this colour alone lies under the letters.
    pub fn stands_on(&self, ground: Colour) -> bool {
        self.is_plain() && is_near(self.ground(), ground)
    }

    pub fn is_plain(&self) -> bool {
        self.share >= PLAIN
    }

    pub fn ground(&self) -> Colour {
        colour(self.ground)
    }

    /// The greatest contrast that letters of this colour have with anything around them.
    pub fn most_contrast(&self, text: Colour) -> f64 {
        let ratio = |ground| contrast(text.over(colour(ground)), colour(ground));
        ratio(self.darkest).max(ratio(self.lightest))
    }
}

/// Whether two colours are one to the eye.
pub fn is_near(one: Colour, other: Colour) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() * 255.0 <= NEAR;
    near(one.red, other.red) && near(one.green, other.green) && near(one.blue, other.blue)
}

fn colour([red, green, blue]: Pixel) -> Colour {
    let part = |channel: u8| f64::from(channel) / 255.0;
    Colour { red: part(red), green: part(green), blue: part(blue), ..Colour::BLACK }
}

/// WCAG relative luminance.
pub fn luminance(pixel: Pixel) -> f64 {
    colour(pixel).luminance()
}

fn pixel(colour: Colour) -> Pixel {
    [colour.red, colour.green, colour.blue].map(|channel| (channel * 255.0).round() as u8)
}

/// The texts that these rules must see before they accuse anyone on this page.
pub fn wanted(page: &Page, rules: &[&Rule]) -> Vec<Wanted> {
    for rule in rules {
        ask(rule, page);
    }
    let asked = page.fact(|_| Asked::default());
    let asked = asked.0.lock().unwrap_or_else(PoisonError::into_inner);
    if asked.is_empty() {
        return Vec::new();
    }
    let ranks = Ranks::from_page(page);
    let wanted = asked.iter().filter_map(|(number, text)| {
        let run = TextRun::from_node(page.node(*number)?)?;
        let place = placed(run)?;
        let address = ranks.address(run);
        let begins = run.node.text().trim().chars().take(BEGINNING).collect();
        Some(Wanted { node: *number, address, begins, place, text: *text, kind: kind(run, &place, *text) })
    });
    wanted.take(MOST_WANTED).collect()
}

/// Whether this rule, on a page that nobody looked at, asks to see something before it accuses.
pub fn asks(rule: &Rule, page: &Page) -> bool {
    ask(rule, page);
    !page.fact(|_| Asked::default()).0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
}

fn ask(rule: &Rule, page: &Page) {
    for target in (rule.applicability)(page) {
        // Only what it asks for counts.
        let _verdict = (rule.expectation)(target);
    }
}

/// Its place in the main document: what stands in a frame is moved to where the frame stands.
fn placed(run: TextRun<'_>) -> Option<Rect> {
    let place = run.place()?;
    let owners = std::iter::successors(run.node.frame_owner(), Node::frame_owner);
    let (mut x, mut y) = (place.x(), place.y());
    for owner in owners {
        let rect = owner.rect()?;
        (x, y) = (x + rect.x(), y + rect.y());
    }
    Some(Rect::new(x, y, place.width(), place.height()))
}

/// Texts with the same colours, in boxes with the same styles, over boxes with the same styles.
fn kind(run: TextRun<'_>, place: &Rect, text: Pixel) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let styles = |node: Node<'_>| node.layout().and_then(|layout| layout.style_set);
    for above in std::iter::once(run.element).chain(run.element.ancestors()) {
        styles(above).hash(&mut hasher);
    }
    match run.node.page().painters_at(run.node.document(), place) {
        Some(painters) => {
            for painter in painters {
                (styles(painter), run.node.is_inside(painter)).hash(&mut hasher);
            }
        }
        // If too many colours are painted, the text is like no other.
        None => run.node.number().hash(&mut hasher),
    }
    hasher.finish()
}

/// The sights of all texts that were wanted, from those that were seen: texts of one kind are painted alike where all
/// that were seen of it are.
pub fn conclude(wanted: &[Wanted], sights: BTreeMap<u32, Sight>) -> Witness {
    let mut kinds: HashMap<u64, Option<Sight>> = HashMap::new();
    for text in wanted {
        // If no letter was seen, something may have covered this text: that says nothing about the others.
        let Some(sight) = sights.get(&text.node).filter(|sight| sight.letters > 0) else { continue };
        let known = kinds.entry(text.kind).or_insert(Some(*sight));
        *known = known.filter(|known| is_alike(known, sight));
    }
    let alike = |text: &Wanted| match sights.get(&text.node) {
        Some(sight) => Some((text.node, *sight)),
        None => {
            let sight = kinds.get(&text.kind).copied().flatten()?;
            Some((text.node, Sight { by_likeness: true, ..sight }))
        }
    };
    Witness { sights: wanted.iter().filter_map(alike).collect() }
}

fn is_alike(one: &Sight, other: &Sight) -> bool {
    let same = |one: Pixel, other: Pixel| is_near(colour(one), colour(other));
    one.shows_letters() == other.shows_letters()
        && same(one.ground, other.ground)
        && same(one.darkest, other.darkest)
        && same(one.lightest, other.lightest)
}

/// The element in whose shadow tree, or in whose frame, this one stands.
fn host(element: Node<'_>) -> Option<Node<'_>> {
    element.shadow_host().or_else(|| element.frame_owner())
}

/// The element that holds the text in its source: what a slot shows belongs to the bearer of the slot's tree.
fn holder(run: TextRun<'_>) -> Node<'_> {
    let parent = run.node.parent().unwrap_or(run.element);
    let is_put_there = parent.is("slot") && parent.shadow() != run.node.shadow();
    parent.shadow_host().filter(|_| is_put_there).unwrap_or(parent)
}

/// Ranks of elements in their trees: a document, or a shadow tree in it.
struct Ranks(HashMap<u32, u32>);

impl Ranks {
    fn from_page(page: &Page) -> Self {
        let mut counts: HashMap<(u32, Option<u32>), u32> = HashMap::new();
        let ranks = page.elements().map(|element| {
            let tree = (element.document(), element.shadow_host().map(|host| host.number()));
            let count = counts.entry(tree).or_default();
            *count += 1;
            (element.number(), *count - 1)
        });
        Self(ranks.collect())
    }

    fn address(&self, run: TextRun<'_>) -> Address {
        let rank = |element: Node<'_>| self.0.get(&element.number()).copied().unwrap_or(u32::MAX);
        let element = run.control().unwrap_or_else(|| holder(run));
        let mut hosts: Vec<u32> =
            std::iter::successors(host(element), |inner| host(*inner)).map(rank).collect();
        hosts.reverse();
        let holds = |node: &Node<'_>| node.is_text() && !node.text().trim().is_empty();
        let around = run.node.parent();
        let text = || around?.children().filter(holds).position(|node| node == run.node);
        let text = if run.control().is_some() { None } else { text().map(|at| at as u32) };
        Address { hosts, element: rank(element), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Sight = Sight {
        letters: 200,
        strayed: 0,
        ground: [255; 3],
        share: 1000,
        darkest: [255; 3],
        lightest: [255; 3],
        by_likeness: false,
    };

    fn wanted(node: u32, kind: u64) -> Wanted {
        let (address, begins, place) = Default::default();
        Wanted { node, address, begins, place, text: [153; 3], kind }
    }

    #[test]
    fn texts_of_one_kind_are_known_by_one_that_was_seen() {
        let wanted = [wanted(4, 1), wanted(9, 1), wanted(12, 2)];
        let witness = conclude(&wanted, BTreeMap::from([(9, SEEN)]));
        assert_eq!(witness.sights, [(4, Sight { by_likeness: true, ..SEEN }), (9, SEEN)]);
    }

    #[test]
    fn where_those_that_were_seen_differ_the_others_are_not_known() {
        let wanted = [wanted(4, 1), wanted(9, 1), wanted(12, 1)];
        let dark = Sight { ground: [0; 3], ..SEEN };
        let numbers: Vec<u32> = conclude(&wanted, BTreeMap::from([(12, dark), (4, SEEN)]))
            .sights
            .iter()
            .map(|(node, _)| *node)
            .collect();
        assert_eq!(numbers, [4, 12]);
    }

    #[test]
    fn the_greatest_contrast_is_at_an_end_of_the_ground() {
        let grey = colour([153; 3]);
        let split = Sight { darkest: [0; 3], ..SEEN };
        assert!((SEEN.most_contrast(grey) - 2.84).abs() < 0.01);
        assert!((split.most_contrast(grey) - 7.37).abs() < 0.01);
        // Half of it is what lies under it: on black it is darker.
        assert!(split.most_contrast(Colour { alpha: 0.5, ..grey }) < 2.5);
    }

    #[test]
    fn a_few_pixels_are_no_letters_and_many_strayed_ones_another_text() {
        assert!(SEEN.shows_letters());
        assert!(!Sight { letters: 3, ..SEEN }.shows_letters());
        assert!(!Sight { strayed: 300, ..SEEN }.shows_letters());
    }
}
