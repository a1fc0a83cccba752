//! Visible text with its actual colours: its contrast, or the reason for which the page alone does not show it.

mod effects;
mod gradient;
mod ground;
mod run;
#[cfg(test)]
mod tests;

pub use run::{TextRun, Unknown};

use crate::standards::word_list::{WordList, entries};
use crate::{
    Node, Page, Style,
    standards::colours::{Colour, contrast},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The contrast of one run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Lowest and highest ratio, over all colours that may be under some part of the text.
    pub least: f64,
    pub most: f64,
    /// Colours of text and background, as users see them, with the highest ratio.
    pub text: Colour,
    pub ground: Colour,
}

/// Contrasts already measured, by number of the text node.
#[derive(Default)]
struct Measured(Mutex<HashMap<u32, Result<Contrast, Unknown>>>);

/// Elements that have visible text of their own.
pub fn elements_with_text(page: &Page) -> Vec<Node<'_>> {
    let texts = page.nodes().filter_map(TextRun::from_node);
    let mut elements: Vec<Node<'_>> = texts.map(|run| run.element).collect();
    elements.sort_by_key(Node::number);
    elements.dedup();
    elements
}

/// The visible runs of text of an element itself, including those in slots and other elements without a box.
pub fn runs_of(element: Node<'_>) -> impl Iterator<Item = TextRun<'_>> {
    let mut held = vec![element];
    gather(element, &mut held);
    held.into_iter().filter_map(TextRun::from_node).filter(move |run| run.element == element)
}

fn gather<'p>(element: Node<'p>, held: &mut Vec<Node<'p>>) {
    for child in element.children() {
        if child.is_text() {
            held.push(child)
        } else if child.is_element() && child.layout().is_none() {
            gather(child, held)
        }
    }
}

impl TextRun<'_> {
    /// The colour of its letters, if only the background changes how users see it: all boxes around are opaque, and
    /// there is no effect other than a text shadow.
    pub fn plain_colour(&self) -> Option<Colour> {
        let colour = self.own_colour().filter(|colour| !colour.clipped)?;
        let is_plain = matches!(effects::check(*self), Ok(()) | Err(Unknown::Shadow));
        let is_opaque = self.boxes().all(|above| effects::opacity(above) == Some(1.0));
        (is_plain && is_opaque).then_some(colour)
    }

    /// Its contrast with the colours that are painted under it. It is measured once, even if several rules ask.
    pub fn contrast(&self) -> Result<Contrast, Unknown> {
        let measured = self.node.page().fact(|_| Measured::default());
        let known =
            measured.0.lock().unwrap_or_else(PoisonError::into_inner).get(&self.node.number()).copied();
        known.unwrap_or_else(|| {
            let result = self.measure();
            measured.0.lock().unwrap_or_else(PoisonError::into_inner).insert(self.node.number(), result);
            result
        })
    }

    fn measure(&self) -> Result<Contrast, Unknown> {
        effects::check(*self)?;
        self.unshadowed()
    }

    /// The contrast that its letters would have without effects such as a shadow.
    pub fn unshadowed(&self) -> Result<Contrast, Unknown> {
        let colour = self.own_colour().filter(|colour| !colour.clipped).ok_or(Unknown::Colour)?;
        let seen = ground::seen(*self, colour)?;
        let mut result: Option<Contrast> = None;
        for (text, ground) in seen {
            let ratio = contrast(text, ground);
            let known = result.get_or_insert(Contrast { least: ratio, most: ratio, text, ground });
            known.least = known.least.min(ratio);
            if ratio > known.most {
                *known = Contrast { most: ratio, text, ground, ..*known };
            }
        }
        result.ok_or(Unknown::Colour)
    }
}

/// Whether the contrast is so low that another explanation is more likely: an image was not loaded at the capture, or
/// the page hides the text on purpose. This is the case for light text on a light background, and for a ratio below
/// 1.3.
pub fn is_almost_invisible(contrast: Contrast) -> bool {
    let (text, ground) = (contrast.text.luminance(), contrast.ground.luminance());
    contrast.most < 1.3 || (ground > 0.8 && text > 0.65)
}

/// Whether the text has the browser's default colour of links. A style sheet that colours it may not have been loaded.
pub fn has_browser_colour(run: TextRun<'_>) -> bool {
    run.element
        .style(Style::Color)
        .is_some_and(|colour| ["rgb(0, 0, 238)", "rgb(85, 26, 139)"].contains(&colour))
}

/// Parts of classes and ids by which authors mark the logo of an organisation.
static BRAND_WORDS: WordList = WordList::new(|| entries(include_str!("../../../data/words/brand-names.txt")));

/// Whether the element may be a logo or a brand name, for which no contrast is required.
pub fn may_be_brand(element: Node<'_>) -> bool {
    let marked = |above: &Node<'_>| {
        ["class", "id"].iter().any(|name| {
            let value = above.attribute(name).unwrap_or_default().to_ascii_lowercase();
            BRAND_WORDS.iter().any(|word| value.contains(word))
        })
    };
    let home = |above: &Node<'_>| {
        above.is("a") && above.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("home"))
            || (above.is("a") && above.attribute("href").is_some_and(|href| href == "/"))
    };
    element.closest(|above| above.is_element() && (marked(above) || home(above))).is_some()
}
