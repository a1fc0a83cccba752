//! Boxes that paint a background, a picture or an effect, found by position, because each may be under or over a text.

use super::{Node, NodeKind, Page, Rect, Style};
use std::collections::HashMap;

/// Height of the bands by which boxes are indexed, in CSS pixels.
const BAND: f64 = 256.0;
/// Number of bands above which a box is checked at every position.
const MOST_BANDS: i64 = 64;
/// Most boxes at one position that are compared; with more, it is not known what is visible there.
const MOST_PAINTERS: usize = 500;

/// Boxes that paint, by document and band.
#[derive(Default)]
struct Painters {
    bands: HashMap<(u32, i64), Vec<u32>>,
    /// Boxes taller than the limit, by document.
    tall: HashMap<u32, Vec<u32>>,
}

impl Painters {
    fn from_page(page: &Page) -> Self {
        let mut painters = Self::default();
        for node in page.nodes().filter(Node::paints) {
            let Some(rect) = node.rect() else { continue };
            let (first, last) = bands(&rect);
            if last - first >= MOST_BANDS {
                painters.tall.entry(node.document()).or_default().push(node.number());
                continue;
            }
            for band in first..=last {
                painters.bands.entry((node.document(), band)).or_default().push(node.number());
            }
        }
        painters
    }
}

fn bands(rect: &Rect) -> (i64, i64) {
    ((rect.y() / BAND).floor() as i64, (rect.bottom() / BAND).floor() as i64)
}

impl Page {
    /// Boxes of a document that paint a background or a picture and overlap this rectangle, lowest first. `None` if
    /// there are more than `MOST_PAINTERS`.
    pub fn painters_at(&self, document: u32, place: &Rect) -> Option<Vec<Node<'_>>> {
        let painters = self.fact(Painters::from_page);
        let (first, last) = bands(place);
        let in_bands =
            (first..=last.min(first + MOST_BANDS)).map(|band| painters.bands.get(&(document, band)));
        let meets = |node: &Node<'_>| node.rect().is_some_and(|rect| rect.overlaps(place));
        let mut met: Vec<Node<'_>> = Vec::new();
        for numbers in in_bands.chain([painters.tall.get(&document)]).flatten() {
            let room = MOST_PAINTERS + 1;
            met.extend(numbers.iter().map(|number| Node::at(self, *number)).filter(meets).take(room));
            // A box in several bands is found in each of them.
            met.sort_by_key(|node| (node.paint_order(), node.number()));
            met.dedup();
            if met.len() > MOST_PAINTERS {
                return None;
            }
        }
        Some(met)
    }
}

/// Elements that show a picture, another page or a drawing.
const PICTURES: &[&str] =
    &["img", "video", "canvas", "iframe", "object", "embed", "svg", "frame", "fencedframe", "portal"];

impl Node<'_> {
    /// Order of painting; a greater number is painted over a smaller one. A box and its inline content may share one.
    pub fn paint_order(&self) -> u32 {
        self.layout().map_or(0, |layout| layout.paint_order)
    }

    /// Whether it shows a picture, another page or a drawing.
    pub fn is_picture(&self) -> bool {
        self.is_one_of(PICTURES) || (self.is("input") && self.attribute_is("type", "image"))
    }

    /// Whether its box colours some of the surface, or changes what lies under it.
    fn paints(&self) -> bool {
        if !matches!(self.kind(), NodeKind::Element | NodeKind::Pseudo) || self.layout().is_none() {
            return false;
        }
        let is = |style, usual: &str| self.style(style).is_none_or(|value| value == usual);
        is(Style::Visibility, "visible")
            && (!is(Style::BackgroundColor, "rgba(0, 0, 0, 0)")
                || !is(Style::BackgroundImage, "none")
                || self.is_picture()
                || !is(Style::BackdropFilter, "none")
                || self.style(Style::BoxShadow).is_some_and(|shadow| shadow.contains("inset")))
    }
}
