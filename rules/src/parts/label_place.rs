//! Where the visible label of a field stands, and what other text is near the field.

use crate::{
    Node, Page, Style,
    page::Rect,
    parts::{fields, text_runs::TextRun},
};

/// Text farther away belongs to something else, in CSS pixels.
pub const NEAR: f64 = 40.0;

/// The visible `label` elements of a field.
pub(crate) fn visible_labels(field: Node<'_>) -> Vec<Node<'_>> {
    let labels = fields::labels_for(field).into_iter().chain(fields::wrapping_label(field));
    let mut labels: Vec<Node<'_>> = labels.filter(|label| text_box(*label, field).is_some()).collect();
    labels.sort_by_key(Node::number);
    labels.dedup();
    labels
}

/// The box of a label's visible text, the field's own text left out.
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

/// The place grown by so much on each side.
pub(crate) fn grown(place: &Rect, by: f64) -> Rect {
    Rect::new(place.x() - by, place.y() - by, place.width() + 2.0 * by, place.height() + 2.0 * by)
}

/// Visible texts, once a page.
struct Texts(Vec<u32>);

impl Texts {
    fn from_page(page: &Page) -> Self {
        let shown = page.nodes().filter(|node| node.is_text() && TextRun::from_node(*node).is_some());
        Self(shown.map(|node| node.number()).collect())
    }
}

/// Visible text that shares a surface with this place, outside these elements.
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

/// Whether the node is read from right to left, by its style or an ancestor's.
pub(crate) fn is_right_to_left(node: Node<'_>) -> bool {
    node.style(Style::Direction) == Some("rtl")
}

/// Whether both lie in one column, one above the other.
pub(crate) fn share_column(one: &Rect, other: &Rect) -> bool {
    one.x() < other.right() && other.x() < one.right()
}

pub(crate) fn share_line(one: &Rect, other: &Rect) -> bool {
    one.y() < other.bottom() && other.y() < one.bottom()
}
