//! Position of an element relative to the main content: in the source, and on the screen.

use crate::{Node, Page, Style};

/// Before or after the main content. Elements inside it or beside it have no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Before,
    After,
}

/// Places in the source and on the screen. `None` if the element is neither before nor after, or if that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    pub in_source: Option<Place>,
    pub on_screen: Option<Place>,
}

/// The main content of a page. `None` if there is none, or several.
pub(super) fn main_of(page: &Page) -> Option<Node<'_>> {
    let is_main = |node: &Node<'_>| {
        (node.is("main") || node.attribute_is("role", "main"))
            && node.document() == 0
            && node.is_exposed()
            && node.is_visible()
    };
    let mut mains = page.elements().filter(is_main);
    match (mains.next(), mains.next()) {
        (Some(main), None) => Some(main),
        _ => None,
    }
}

impl Position {
    pub(super) fn from_node(node: Node<'_>, main: Option<Node<'_>>) -> Self {
        let Some(main) = main else { return Self::default() };
        if node.is_inside(main) || main.is_inside(node) || node == main {
            return Self::default();
        }
        let in_source = if node.number() < main.number() { Place::Before } else { Place::After };
        Self { in_source: Some(in_source), on_screen: on_screen(node, main) }
    }
}

/// The place on the screen. `None` for an element that is fixed to the window: its place depends on the length of the
/// page.
fn on_screen(node: Node<'_>, main: Node<'_>) -> Option<Place> {
    let is_fixed = |above: &Node<'_>| {
        above.style(Style::Position).is_some_and(|value| ["fixed", "sticky"].contains(&value))
    };
    if !node.is_visible() || node.closest(is_fixed).is_some() {
        return None;
    }
    let (own, main) = (node.rect()?, main.rect()?);
    match () {
        () if own.bottom() <= main.y() + 1.0 => Some(Place::Before),
        () if own.y() >= main.bottom() - 1.0 => Some(Place::After),
        () => None,
    }
}
