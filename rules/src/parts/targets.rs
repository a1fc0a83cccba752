//! Size of pointer targets, and their distance from other targets, as WCAG 2.5.8 asks.
//!
//! Lengths are in CSS pixels. All margins favour the page, because boxes are known only to a quarter of a pixel and
//! scripts may move elements a little.

use super::{inline, links};
use crate::{
    Node, Page, Style,
    page::{NodeKind, Rect, Shadow},
};

/// Least side of a target that is large enough.
const SIDE: f64 = 24.0;
/// Largest difference below a required length that still counts as enough.
const NEARLY: f64 = 1.0;
/// Font size of a page whose author set none.
const USUAL_LETTERS: f64 = 16.0;

/// Links and buttons that are visible and can be pressed. Fields are left out, because browsers choose the size of most
/// of them.
pub fn all(page: &Page) -> Vec<Node<'_>> {
    named(page).filter(|node| is_target(*node)).collect()
}

fn named(page: &Page) -> impl Iterator<Item = Node<'_>> {
    page.all(&["a", "button", "input"]).into_iter()
}

fn is_target(node: Node<'_>) -> bool {
    is_pressed(node) && node.is_visible()
}

fn is_pressed(node: Node<'_>) -> bool {
    const BUTTONS: &[&str] = &["submit", "reset", "button", "image"];
    let is_button = || match node.name() {
        "button" => true,
        "input" => {
            node.attribute("type").is_some_and(|kind| BUTTONS.contains(&kind.to_ascii_lowercase().as_str()))
        }
        _ => false,
    };
    let answers = (node.is("a") && node.is_html() && links::address(node).is_some())
        || (is_button() && !node.has_attribute("disabled"));
    answers && node.shadow() != Some(Shadow::UserAgent) && node.style(Style::PointerEvents) != Some("none")
}

/// The rectangle that can be pressed: it contains the target's own box and the boxes inside it, which may extend beyond
/// the target's.
pub fn surface(target: Node<'_>) -> Option<Rect> {
    let own = target.rect()?;
    let inside = target.descendants().filter(|node| !node.is_hidden()).filter_map(|node| node.rect());
    Some(inside.filter(|rect| rect.area() > 0.0).fold(own, |all, rect| union(&all, &rect)))
}

fn union(one: &Rect, other: &Rect) -> Rect {
    let (x, y) = (one.x().min(other.x()), one.y().min(other.y()));
    Rect::new(x, y, one.right().max(other.right()) - x, one.bottom().max(other.bottom()) - y)
}

pub fn is_large(surface: &Rect) -> bool {
    surface.width().min(surface.height()) >= SIDE - NEARLY
}

/// Whether the block around the target has text outside targets, so that the line height limits the size of the target.
pub fn stands_in_text(target: Node<'_>) -> bool {
    let is_inline = |node: &Node<'_>| {
        inline::runs_on(*node) && matches!(node.style(Style::Display), Some("inline" | "contents") | None)
    };
    let Some(block) = target.ancestors().find(|above| !is_inline(above)) else { return true };
    let is_text = |node: &Node<'_>| {
        node.is_text() && !node.text().trim().is_empty() && node.layout().is_some() && !is_of_target(*node)
    };
    block.descendants().any(|node| is_text(&node))
}

fn is_of_target(text: Node<'_>) -> bool {
    text.ancestors().any(is_pressed)
}

/// A target that is too near to another one.
pub struct Neighbour<'p> {
    pub target: Node<'p>,
    /// Distance from the middle of the small target to this one: to its edge if it is large, otherwise to its middle.
    pub distance: f64,
}

/// The nearest target that intersects the circle, 24 CSS pixels in diameter, which a small target needs for itself. If
/// the other target is small too, its circle counts. Targets with the same address, targets inside or around the small
/// one, and targets that cover a part of it do not count.
pub fn neighbour<'p>(target: Node<'p>, surface: &Rect) -> Option<Neighbour<'p>> {
    let (x, y) = middle(surface);
    let reach = Rect::new(x - 2.0 * SIDE, y - 2.0 * SIDE, 4.0 * SIDE, 4.0 * SIDE);
    let is_apart = |other: &Node<'p>| {
        *other != target
            && other.document() == target.document()
            && !other.is_inside(target)
            && !target.is_inside(*other)
            && !leads_alike(target, *other)
            && is_target(*other)
    };
    // Few targets are near, and the other conditions are slower to check.
    let is_near = |other: &Node<'p>| other.rect().is_some_and(|rect| rect.overlaps(&reach));
    let near = named(target.page()).filter(is_near).filter(is_apart).filter_map(|other| {
        let seen = self::surface(other)?;
        let (distance, least) = if is_large(&seen) {
            (to_edge((x, y), &seen), SIDE / 2.0)
        } else {
            (between((x, y), middle(&seen)), SIDE)
        };
        let counts = distance < least - NEARLY && !lies_over(&seen, surface);
        counts.then_some(Neighbour { target: other, distance })
    });
    near.min_by(|one, other| one.distance.total_cmp(&other.distance))
}

/// Whether they overlap in more than 30 % of the smaller one, so that it is not known which of them is pressed there.
/// Targets in successive lines overlap less, at their edges.
fn lies_over(one: &Rect, other: &Rect) -> bool {
    const SHARE: f64 = 0.3;
    let width = one.right().min(other.right()) - one.x().max(other.x());
    let height = one.bottom().min(other.bottom()) - one.y().max(other.y());
    width > 0.0 && height > 0.0 && width * height > SHARE * one.area().min(other.area())
}

fn middle(rect: &Rect) -> (f64, f64) {
    (rect.x() + rect.width() / 2.0, rect.y() + rect.height() / 2.0)
}

fn between((x, y): (f64, f64), (other_x, other_y): (f64, f64)) -> f64 {
    (x - other_x).hypot(y - other_y)
}

fn to_edge((x, y): (f64, f64), rect: &Rect) -> f64 {
    let outside = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
    outside(x, rect.x(), rect.right()).hypot(outside(y, rect.y(), rect.bottom()))
}

/// Whether another target that leads to the same address is large enough.
pub fn has_large_equivalent(target: Node<'_>) -> bool {
    let is_large = |other: Node<'_>| surface(other).is_some_and(|surface| is_large(&surface));
    named(target.page())
        .any(|other| other != target && leads_alike(target, other) && is_target(other) && is_large(other))
}

/// Whether both lead to the same address.
fn leads_alike(one: Node<'_>, other: Node<'_>) -> bool {
    let address = |link| links::address(link).map(str::trim);
    address(one).is_some() && address(one) == address(other)
}

/// Whether the target does nothing but lead to another address.
pub fn is_plain_link(target: Node<'_>) -> bool {
    let address = links::address(target).unwrap_or_default().trim().to_ascii_lowercase();
    let leads = !address.is_empty() && !address.starts_with('#') && !address.starts_with("javascript:");
    target.is("a") && leads && !target.has_attribute("onclick") && target.role_tokens().is_empty()
}

/// Whether the author decided the size of the target: its font size or `display` is not the default, or it contains a
/// picture.
pub fn is_sized_by_author(target: Node<'_>) -> bool {
    let letters = target.pixels(Style::FontSize).is_some_and(|size| size != USUAL_LETTERS);
    let display = target.style(Style::Display).is_some_and(|display| display != "inline");
    letters || display || target.descendants().any(|node| node.is_picture())
}

/// Whether the target may be larger than its boxes, such as a card that can be pressed as a whole, or its place has a
/// meaning, such as a marker on a map or a day in a calendar.
pub fn may_reach_further(target: Node<'_>) -> bool {
    let is_moved = |node: &Node<'_>| {
        let is = |style, usual: &str| node.style(style).is_none_or(|value| value == usual);
        let stands =
            node.style(Style::Position).is_none_or(|position| position == "static" || position == "relative");
        !(stands && is(Style::Transform, "none") && is(Style::Rotate, "none"))
    };
    let around = || target.ancestors().filter(|node| node.is_element() && !node.is_one_of(&["html", "body"]));
    let adds = |node: Node<'_>| node.kind() == NodeKind::Pseudo || is_moved(&node);
    is_moved(&target)
        || target.descendants().any(adds)
        || around().any(|node| {
            is_moved(&node)
                || node.is_clickable()
                || node.is_one_of(&["table", "label", "svg", "map", "summary"])
        })
}
