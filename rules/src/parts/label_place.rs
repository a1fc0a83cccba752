//! The place of the visible label of a field, and other text near the field.

use crate::{
    Node, Page, Style,
    page::Rect,
    parts::{fields, text_runs::TextRun},
};

/// Largest distance of a text that may belong to a field, in CSS pixels.
pub const NEAR: f64 = 40.0;

/// The visible `label` elements of a field.
pub(crate) fn visible_labels(field: Node<'_>) -> Vec<Node<'_>> {
    let labels = fields::labels_for(field).into_iter().chain(fields::wrapping_label(field));
    let mut labels: Vec<Node<'_>> = labels.filter(|label| text_box(*label, field).is_some()).collect();
    labels.sort_by_key(Node::number);
    labels.dedup();
    labels
}

/// The box around a label's visible text, without text inside the field. `None` if no text is visible.
pub(crate) fn text_box(label: Node<'_>, field: Node<'_>) -> Option<Rect> {
    let own = label.descendants().filter(|node| node.is_text() && !node.is_inside(field));
    own.filter_map(TextRun::from_node)
        .filter_map(|run| run.node.rect())
        .reduce(|one, other| union(&one, &other))
}

fn union(one: &Rect, other: &Rect) -> Rect {
    let (x, y) = (one.x().min(other.x()), one.y().min(other.y()));
    Rect::new(x, y, one.right().max(other.right()) - x, one.bottom().max(other.bottom()) - y)
}

/// The rectangle enlarged by `by` CSS pixels on each side.
pub(crate) fn grown(place: &Rect, by: f64) -> Rect {
    Rect::new(place.x() - by, place.y() - by, place.width() + 2.0 * by, place.height() + 2.0 * by)
}

/// Numbers of the visible text nodes, computed once for each page.
struct Texts(Vec<u32>);

impl Texts {
    fn from_page(page: &Page) -> Self {
        let shown = page.nodes().filter(|node| node.is_text() && TextRun::from_node(*node).is_some());
        Self(shown.map(|node| node.number()).collect())
    }
}

/// Visible texts that overlap this place, in the same document as the field and outside these elements.
pub(crate) fn texts_at<'p>(field: Node<'p>, place: &Rect, outside: &[Node<'p>]) -> Vec<Node<'p>> {
    let page = field.page();
    let texts = page.fact(Texts::from_page);
    let all = texts.0.iter().filter_map(|number| page.node(*number));
    let is_there = |text: &Node<'_>| {
        text.document() == field.document()
            && text.rect().is_some_and(|rect| rect.overlaps(place))
            && !outside.iter().any(|element| text.is_inside(*element))
    };
    all.filter(is_there).collect()
}

/// Whether the computed direction of the node is from right to left.
pub(crate) fn is_right_to_left(node: Node<'_>) -> bool {
    node.style(Style::Direction) == Some("rtl")
}

/// Whether both overlap horizontally, as in one column.
pub(crate) fn share_column(one: &Rect, other: &Rect) -> bool {
    one.x() < other.right() && other.x() < one.right()
}

pub(crate) fn share_line(one: &Rect, other: &Rect) -> bool {
    one.y() < other.bottom() && other.y() < one.bottom()
}
