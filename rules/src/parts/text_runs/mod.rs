//! Visible text with its real colours: what contrast it has, or why nobody can say from the page alone.

mod effects;
mod gradient;
mod ground;
#[cfg(test)]
mod tests;

use super::drawn_text;
use crate::{
    Node, Page, Style,
    page::{Rect, Shadow},
    standards::colours::{Colour, contrast, parse},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Why a contrast cannot be told from the page alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// A picture, a video or another page lies under the text.
    Picture,
    /// Outline, blending, filter, mask, transformation … change what is seen.
    Effect,
    /// A shadow of the letters, and nothing else, changes what is seen.
    Shadow,
    /// Something else is painted at the same place.
    Overlap,
    /// The text was captured while it was moving or fading, or may have been.
    Moving,
    /// A colour the page does not tell: that of another page under a frame, or one no screen may show.
    Colour,
}

/// The contrast of one run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Lowest and highest ratio, over all colours that may lie under some of the text.
    pub least: f64,
    pub most: f64,
    /// As seen where the ratio is highest.
    pub text: Colour,
    pub ground: Colour,
}

/// Contrasts already measured, by number of the text node.
#[derive(Default)]
struct Measured(Mutex<HashMap<u32, Result<Contrast, Unknown>>>);

/// Whether each node is a run of text, by its number: asked of every text by several rules.
struct Runs(Vec<bool>);

impl Runs {
    fn of(page: &Page) -> Self {
        Self(page.nodes().map(|node| TextRun::look_at(node).is_some()).collect())
    }
}

/// One text that a sighted person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRun<'p> {
    /// A text node, or the `input` that shows its value as a button.
    pub node: Node<'p>,
    /// The element whose styles it has, or may have: those of an element without a box (a `slot`, `display: contents`) are
    /// not kept.
    pub element: Node<'p>,
}

/// Elements that hold visible text of their own.
pub fn elements_with_text(page: &Page) -> Vec<Node<'_>> {
    let texts = page.nodes().filter_map(TextRun::of);
    let mut elements: Vec<Node<'_>> = texts.map(|run| run.element).collect();
    elements.sort_by_key(Node::number);
    elements.dedup();
    elements
}

/// The visible runs an element holds itself, those in slots and other elements without a box included.
pub fn runs_of(element: Node<'_>) -> impl Iterator<Item = TextRun<'_>> {
    let mut held = vec![element];
    gather(element, &mut held);
    held.into_iter().filter_map(TextRun::of).filter(move |run| run.element == element)
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

/// The content of these elements is no text of the page, or is painted by other rules than those of CSS boxes.
const NO_TEXT: &[&str] = &[
    "option", "optgroup", "svg", "math", "canvas", "object", "video", "audio", "iframe", "noscript", "title",
];

impl<'p> TextRun<'p> {
    /// `None` for what is not seen, and for what is no text in a human language (single signs, icon fonts).
    pub fn of(node: Node<'p>) -> Option<Self> {
        let runs = node.page().fact(Runs::of);
        runs.0[node.number() as usize].then_some(Self { node, element: styled(node)? })
    }

    fn look_at(node: Node<'p>) -> Option<Self> {
        let element = styled(node)?;
        if !has_word(written(node))
            || node.layout().is_none()
            || element.is_one_of(NO_TEXT)
            || !node.is_visible()
        {
            return None;
        }
        let run = Self { node, element };
        let apart = |above: Node<'_>| above.is_one_of(NO_TEXT) || above.shadow() == Some(Shadow::UserAgent);
        let is_sign = || node.is_text() && drawn_text::is_drawn(node);
        let seen = !node.ancestors().any(apart)
            && !is_sign()
            && run.font_size().is_some_and(|size| size >= 1.0)
            && run.is_in_seen_frame()
            && run.place().is_some()
            && run.own_colour().is_none_or(|colour| colour.alpha > 0.0);
        seen.then_some(run)
    }

    /// The page's own text, or that of a frame large enough to be read.
    fn is_in_seen_frame(&self) -> bool {
        let frames = std::iter::successors(self.node.frame_owner(), Node::frame_owner);
        frames
            .into_iter()
            .all(|frame| frame.is_visible() && frame.rect().is_some_and(|rect| rect.area() > 400.0))
    }

    /// Its styles are those of an element further out: another may stand between, whose styles nobody knows.
    pub fn is_lent(&self) -> bool {
        self.node != self.element && self.node.parent() != Some(self.element)
    }

    /// In CSS pixels.
    pub fn font_size(&self) -> Option<f64> {
        self.element.pixels(Style::FontSize)
    }

    /// Bold as the RGAA and WCAG mean it.
    pub fn is_bold(&self) -> bool {
        self.element
            .style(Style::FontWeight)
            .and_then(|weight| weight.parse::<f64>().ok())
            .is_some_and(|w| w >= 700.0)
    }

    /// On more than one line, as far as its box tells.
    fn is_wrapped(&self) -> bool {
        let height = self.node.rect().map_or(0.0, |rect| rect.height());
        self.font_size().is_some_and(|size| height > 2.2 * size)
    }

    /// The surface where its letters are seen: its box without the rims above and below the letters, cut by the
    /// boxes around that hide what overflows. `None` when nothing is left.
    pub fn place(&self) -> Option<Rect> {
        let rect = self.node.rect()?;
        let rim = (self.font_size()? * 0.25).min(rect.height() / 3.0);
        let mut sides = [rect.x() + 0.5, rect.y() + rim, rect.right() - 0.5, rect.bottom() - rim];
        let document = self.node.document();
        let width = self.node.page().snapshot().documents[document as usize].content_width;
        sides[2] = sides[2].min(f64::from(width.max(1)));
        for above in self.node.ancestors().filter(|above| !above.is_one_of(&["html", "body"])) {
            let Some(around) = above.rect() else { continue };
            let cuts = |style| above.style(style).is_some_and(|value| value != "visible");
            if cuts(Style::OverflowX) {
                sides = [sides[0].max(around.x()), sides[1], sides[2].min(around.right()), sides[3]];
            }
            if cuts(Style::OverflowY) {
                sides = [sides[0], sides[1].max(around.y()), sides[2], sides[3].min(around.bottom())];
            }
        }
        let [left, top, right, bottom] = sides;
        (right - left >= 1.0 && bottom - top >= 1.0).then(|| Rect::new(left, top, right - left, bottom - top))
    }

    /// The colour its letters are filled with, before opacity; `None` when it cannot be read.
    fn own_colour(&self) -> Option<Colour> {
        let fill = self.element.style(Style::TextFillColor).filter(|fill| !fill.is_empty());
        parse(fill.or_else(|| self.element.style(Style::Color))?).ok()
    }

    /// The colour of its letters where nothing but their ground changes what is seen: in opaque boxes, without an effect
    /// other than a shadow.
    pub fn plain_colour(&self) -> Option<Colour> {
        let colour = self.own_colour().filter(|colour| !colour.clipped)?;
        let is_plain = matches!(effects::check(*self), Ok(()) | Err(Unknown::Shadow));
        let is_opaque = self.boxes().all(|above| effects::opacity(above) == Some(1.0));
        (is_plain && is_opaque).then_some(colour)
    }

    /// The button whose value it is.
    pub fn control(&self) -> Option<Node<'p>> {
        Some(self.node).filter(Node::is_element)
    }

    /// The elements in whose boxes it stands, innermost first.
    fn boxes(&self) -> impl Iterator<Item = Node<'p>> + '_ {
        std::iter::once(self.node).chain(self.node.ancestors()).filter(Node::is_element)
    }

    /// This box is around it.
    fn is_in(&self, painter: Node<'_>) -> bool {
        self.node == painter || self.node.is_inside(painter)
    }

    /// Its contrast with what is really painted under it; measured once, however many rules ask.
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

    /// The contrast that its letters would have without effects.
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

/// The element whose styles a text has, as far as they are kept; `None` for what shows no text by itself.
fn styled(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_text() {
        let has_styles = |above: &Node<'_>| above.layout().is_some() || !is_boxless(*above);
        return node.ancestors().find(has_styles).filter(Node::is_element);
    }
    let is_button = || ["submit", "button", "reset"].iter().any(|kind| node.attribute_is("type", kind));
    (node.is("input") && is_button()).then_some(node)
}

/// An element whose content is shown without it.
fn is_boxless(element: Node<'_>) -> bool {
    let shows = |child: Node<'_>| child.layout().is_some() || child.is_element() && is_boxless(child);
    element.is_element() && element.layout().is_none() && element.children().any(shows)
}

fn written(node: Node<'_>) -> &str {
    if node.is_text() { node.text() } else { node.attribute("value").unwrap_or_default() }
}

/// At least two letters or digits in a row.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().nth(1).is_some())
}

/// So faint that the page is likelier to have been captured before a picture was there, or to hide the text on
/// purpose: light text on a ground nearly as light, or hardly any difference at all.
pub fn is_almost_invisible(contrast: Contrast) -> bool {
    let (text, ground) = (contrast.text.luminance(), contrast.ground.luminance());
    contrast.most < 1.3 || (ground > 0.8 && text > 0.65)
}

/// Browsers' own colours of links: where they stand on an author's ground, a style sheet may not have come.
pub fn has_browser_colour(run: TextRun<'_>) -> bool {
    run.element
        .style(Style::Color)
        .is_some_and(|colour| ["rgb(0, 0, 238)", "rgb(85, 26, 139)"].contains(&colour))
}

/// Names of classes and ids by which authors mark the sign of an organisation.
const BRAND_WORDS: &[&str] = &["logo", "brand", "marque"];

/// May be a logo or a name of a brand, which need no contrast.
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
