//! Measurements in pictures, which rules need before a text fails because of its colours.
//!
//! A rule asks for the measurement ([`Sight`]) of each text that would fail. The page records what was asked for, so
//! that the rules themselves give the list of texts to take pictures of. Judged without measurements ([`Witness`]),
//! rules only ask and no text fails; judged with them, rules find the answers.

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

/// Most texts of one page of which pictures are taken.
const MOST_WANTED: usize = 600;
/// Number of characters at the beginning of a text by which a script recognises it.
const BEGINNING: usize = 24;
/// Least number of pixels of letters in the picture of a text.
const LEAST_LETTERS: u32 = 12;
/// Most thousandths of the pixels of letters that may have an unexpected colour; with more, the picture shows something
/// else.
const MOST_STRAYED: u16 = 30;
/// Least thousandths of the background that have the same colour, if the background is plain.
const PLAIN: u16 = 900;
/// Largest difference between channels (0 to 255) of two colours that count as the same: browsers round as they blend.
const NEAR: f64 = 6.0;

/// The texts that rules asked for: the colour that the letters should have, by the number of the text node.
#[derive(Default)]
struct Asked(Mutex<BTreeMap<u32, Pixel>>);

/// The measurement of this text, whose letters should have this colour. If the page has no measurements, a picture of
/// the text is asked for.
pub fn sight(run: TextRun<'_>, text: Colour) -> Option<&Sight> {
    let page = run.node.page();
    if page.sections().witness.is_none() {
        let asked = page.fact(|_| Asked::default());
        asked.0.lock().unwrap_or_else(PoisonError::into_inner).insert(run.node.number(), pixel(text));
    }
    run.node.sight()
}

/// The measurement of this text if it exists. No picture is asked for.
pub fn known(run: TextRun<'_>) -> Option<&Sight> {
    run.node.sight()
}

impl Sight {
    /// Whether the picture shows letters in the expected colour.
    pub fn shows_letters(&self) -> bool {
        self.letters >= LEAST_LETTERS && self.strayed <= MOST_STRAYED
    }

    /// Whether the background of the letters is plain and has this colour.
    pub fn stands_on(&self, ground: Colour) -> bool {
        self.is_plain() && is_near(self.ground(), ground)
    }

    pub fn is_plain(&self) -> bool {
        self.share >= PLAIN
    }

    pub fn ground(&self) -> Colour {
        colour(self.ground)
    }

    /// The greatest contrast ratio that letters of this colour have with the background, at its darkest or lightest.
    pub fn most_contrast(&self, text: Colour) -> f64 {
        let ratio = |ground| contrast(text.over(colour(ground)), colour(ground));
        ratio(self.darkest).max(ratio(self.lightest))
    }
}

/// Whether users cannot distinguish two colours.
pub fn is_near(one: Colour, other: Colour) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() * 255.0 <= NEAR;
    near(one.red, other.red) && near(one.green, other.green) && near(one.blue, other.blue)
}

fn colour([red, green, blue]: Pixel) -> Colour {
    let part = |channel: u8| f64::from(channel) / 255.0;
    Colour { red: part(red), green: part(green), blue: part(blue), ..Colour::BLACK }
}

/// WCAG relative luminance, from 0 to 1.
pub fn luminance(pixel: Pixel) -> f64 {
    colour(pixel).luminance()
}

fn pixel(colour: Colour) -> Pixel {
    [colour.red, colour.green, colour.blue].map(|channel| (channel * 255.0).round() as u8)
}

/// The texts of which these rules need a picture before anything on this page fails. At most 600.
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

/// Whether this rule asks for a picture of some text, on a page without measurements.
pub fn asks(rule: &Rule, page: &Page) -> bool {
    ask(rule, page);
    !page.fact(|_| Asked::default()).0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
}

fn ask(rule: &Rule, page: &Page) {
    for target in (rule.applicability)(page) {
        // Only the pictures that the rule asks for count.
        let _verdict = (rule.expectation)(target);
    }
}

/// The place of the text in the main document, in CSS pixels. The place of a text in a frame is moved by the place of
/// the frame.
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

/// The kind of a text. Texts of one kind have the same colour, in boxes with the same styles, over boxes with the same
/// styles.
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
        // If too many boxes are painted at this place, the text has a kind of its own.
        None => run.node.number().hash(&mut hasher),
    }
    hasher.finish()
}

/// The measurements of all wanted texts, from those that were taken. If all measurements of one kind agree, they count
/// for the other texts of this kind.
pub fn conclude(wanted: &[Wanted], sights: BTreeMap<u32, Sight>) -> Witness {
    let mut kinds: HashMap<u64, Option<Sight>> = HashMap::new();
    for text in wanted {
        // If no letter was seen, something may have covered this text, so it says nothing about others of its kind.
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

/// The element whose shadow tree or frame contains this one.
fn host(element: Node<'_>) -> Option<Node<'_>> {
    element.shadow_host().or_else(|| element.frame_owner())
}

/// The element that contains the text in the source. A text that a slot shows belongs to the host of the slot's shadow
/// tree.
fn holder(run: TextRun<'_>) -> Node<'_> {
    let parent = run.node.parent().unwrap_or(run.element);
    let is_put_there = parent.is("slot") && parent.shadow() != run.node.shadow();
    parent.shadow_host().filter(|_| is_put_there).unwrap_or(parent)
}

/// Ranks of elements among the elements of their tree, from 0, by number. A tree is a document or a shadow tree.
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
        // Half of the colour comes from the background, so it is darker on black.
        assert!(split.most_contrast(Colour { alpha: 0.5, ..grey }) < 2.5);
    }

    #[test]
    fn a_few_pixels_are_no_letters_and_many_strayed_ones_another_text() {
        assert!(SEEN.shows_letters());
        assert!(!Sight { letters: 3, ..SEEN }.shows_letters());
        assert!(!Sight { strayed: 300, ..SEEN }.shows_letters());
    }
}
