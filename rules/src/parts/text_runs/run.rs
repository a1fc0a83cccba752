//! One run of text that a sighted person sees: its node, its styles and the place of its letters.

use crate::{
    Node, Page, Style,
    page::{Rect, Shadow},
    parts::drawn_text,
    standards::colours::{Colour, parse},
};

/// The reason for which the page alone does not show a contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// A picture, a video or another page is under the text.
    Picture,
    /// An outline, blending, a filter, a mask, a transformation or similar changes the visible colours.
    Effect,
    /// A shadow of the letters, and no other effect, changes the visible colours.
    Shadow,
    /// Something else is painted at the same place.
    Overlap,
    /// The text was captured while it was moving or fading, or may have been.
    Moving,
    /// The page does not tell the colour: it belongs to the content under a frame, cannot be read, or is outside sRGB,
    /// so that it depends on the screen.
    Colour,
}

/// One text that a sighted person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRun<'p> {
    /// A text node, or the `input` that shows its value as a button.
    pub node: Node<'p>,
    /// The element whose styles it has or may have. The styles of an element without a box (`slot`,
    /// `display: contents`) are not captured, so an ancestor takes its place.
    pub element: Node<'p>,
}

/// Whether each node is a run of text, by its number. It is computed once, because several rules ask.
struct Runs(Vec<bool>);

impl Runs {
    fn from_page(page: &Page) -> Self {
        Self(page.nodes().map(|node| TextRun::look_at(node).is_some()).collect())
    }
}

/// Elements whose content is no text of the page, or is not painted by the rules of CSS boxes.
const NO_TEXT: &[&str] = &[
    "option", "optgroup", "svg", "math", "canvas", "object", "video", "audio", "iframe", "noscript", "title",
];

impl<'p> TextRun<'p> {
    /// The run of text of a node. `None` for text that is not visible, and for text without words (single characters,
    /// icon fonts).
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

    /// Whether its element is not its parent. The element between them has no box and may have other styles, which are
    /// not known.
    pub fn is_lent(&self) -> bool {
        self.node != self.element && self.node.parent() != Some(self.element)
    }

    /// Font size in CSS pixels.
    pub fn font_size(&self) -> Option<f64> {
        self.element.pixels(Style::FontSize)
    }

    /// Whether it is bold by the definition of the RGAA and WCAG: a weight of at least 700.
    pub fn is_bold(&self) -> bool {
        self.element
            .style(Style::FontWeight)
            .and_then(|weight| weight.parse::<f64>().ok())
            .is_some_and(|w| w >= 700.0)
    }

    /// Whether it has more than one line, judging by the height of its box.
    pub(super) fn is_wrapped(&self) -> bool {
        let height = self.node.rect().map_or(0.0, |rect| rect.height());
        self.font_size().is_some_and(|size| height > 2.2 * size)
    }

    /// The rectangle in which its letters are visible: its box without the margins above and below the letters, clipped
    /// by the boxes around that hide their overflow. `None` if nothing is left.
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

    /// The colour of its letters, before the opacity of boxes. `None` if it cannot be read.
    pub(super) fn own_colour(&self) -> Option<Colour> {
        let fill = self.element.style(Style::TextFillColor).filter(|fill| !fill.is_empty());
        parse(fill.or_else(|| self.element.style(Style::Color))?).ok()
    }

    /// The `input` whose value it is, if it is the text of a button.
    pub fn control(&self) -> Option<Node<'p>> {
        Some(self.node).filter(Node::is_element)
    }

    /// The elements around it, innermost first.
    pub(super) fn boxes(&self) -> impl Iterator<Item = Node<'p>> + '_ {
        std::iter::once(self.node).chain(self.node.ancestors()).filter(Node::is_element)
    }

    /// Whether this box is around it.
    pub(super) fn is_in(&self, painter: Node<'_>) -> bool {
        self.node == painter || self.node.is_inside(painter)
    }
}

/// The nearest element whose captured styles a text has. `None` for a node that shows no text by itself.
fn styled(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_text() {
        let has_styles = |above: &Node<'_>| above.layout().is_some() || !is_boxless(*above);
        return node.ancestors().find(has_styles).filter(Node::is_element);
    }
    let is_button = || ["submit", "button", "reset"].iter().any(|kind| node.attribute_is("type", kind));
    (node.is("input") && is_button()).then_some(node)
}

/// Whether the element has no box, but something in it has.
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
