//! One text that a sighted person sees: its node, its styles and the place of its letters.

use crate::{
    Node, Page, Style,
    page::{Rect, Shadow},
    parts::drawn_text,
    standards::colours::{Colour, parse},
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

/// One text that a sighted person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRun<'p> {
    /// A text node, or the `input` that shows its value as a button.
    pub node: Node<'p>,
    /// The element whose styles it has, or may have: those of an element without a box (a `slot`, `display: contents`) are
    /// not kept.
    pub element: Node<'p>,
}

/// Whether each node is a run of text, by its number: asked of every text by several rules.
struct Runs(Vec<bool>);

impl Runs {
    fn from_page(page: &Page) -> Self {
        Self(page.nodes().map(|node| TextRun::look_at(node).is_some()).collect())
    }
}

/// The content of these elements is no text of the page, or is painted by other rules than those of CSS boxes.
const NO_TEXT: &[&str] = &[
    "option", "optgroup", "svg", "math", "canvas", "object", "video", "audio", "iframe", "noscript", "title",
];

impl<'p> TextRun<'p> {
    /// `None` for what is not seen, and for what is no text in a human language (single signs, icon fonts).
    pub fn from_node(node: Node<'p>) -> Option<Self> {
        let runs = node.page().fact(Runs::from_page);
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

    /// Whether it is text of the page itself, or of a frame large enough to be read.
    fn is_in_seen_frame(&self) -> bool {
        let frames = std::iter::successors(self.node.frame_owner(), Node::frame_owner);
        frames
            .into_iter()
            .all(|frame| frame.is_visible() && frame.rect().is_some_and(|rect| rect.area() > 400.0))
    }

    /// Whether its styles are those of an element further out. Another one may stand between, whose styles are not
    /// known.
    pub fn is_lent(&self) -> bool {
        self.node != self.element && self.node.parent() != Some(self.element)
    }

    /// In CSS pixels.
    pub fn font_size(&self) -> Option<f64> {
        self.element.pixels(Style::FontSize)
    }

    /// Whether it is bold as the RGAA and WCAG mean it.
    pub fn is_bold(&self) -> bool {
        self.element
            .style(Style::FontWeight)
            .and_then(|weight| weight.parse::<f64>().ok())
            .is_some_and(|w| w >= 700.0)
    }

    /// Whether it runs over more than one line, as far as its box tells.
    pub(super) fn is_wrapped(&self) -> bool {
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
    pub(super) fn own_colour(&self) -> Option<Colour> {
        let fill = self.element.style(Style::TextFillColor).filter(|fill| !fill.is_empty());
        parse(fill.or_else(|| self.element.style(Style::Color))?).ok()
    }

    /// The button whose value it is.
    pub fn control(&self) -> Option<Node<'p>> {
        Some(self.node).filter(Node::is_element)
    }

    /// The elements in whose boxes it stands, innermost first.
    pub(super) fn boxes(&self) -> impl Iterator<Item = Node<'p>> + '_ {
        std::iter::once(self.node).chain(self.node.ancestors()).filter(Node::is_element)
    }

    /// Whether this box is around it.
    pub(super) fn is_in(&self, painter: Node<'_>) -> bool {
        self.node == painter || self.node.is_inside(painter)
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

/// Whether the element has no box, so that its content is shown without it.
fn is_boxless(element: Node<'_>) -> bool {
    let shows = |child: Node<'_>| child.layout().is_some() || child.is_element() && is_boxless(child);
    element.is_element() && element.layout().is_none() && element.children().any(shows)
}

fn written(node: Node<'_>) -> &str {
    if node.is_text() { node.text() } else { node.attribute("value").unwrap_or_default() }
}

/// Whether the text has at least two letters or digits in a row.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().nth(1).is_some())
}
