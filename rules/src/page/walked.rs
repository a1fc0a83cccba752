//! Observations from pressing the Tab key through the page.

use super::{
    Node, Page, Style,
    sections::walk::{End, Opener, Place, Release, Skip, Stop, Walk},
};

/// Roles of elements that are shown in front of the page.
const FRONT_ROLES: &[&str] = &["dialog", "alertdialog", "menu", "listbox"];

/// A stop of the Tab key, and how it is reached.
#[derive(Debug, Clone, Copy)]
pub struct Reached<'p> {
    pub node: Node<'p>,
    /// Number of presses of Tab from the top of the page.
    pub presses: usize,
    pub place: Option<Place>,
    pub is_covered: bool,
}

impl Page {
    /// The walk. `None` if there was none, or if two walks differed.
    pub fn walk(&self) -> Option<&Walk> {
        self.snapshot.sections.walk.as_ref().filter(|walk| walk.end != End::Unsteady)
    }

    /// The elements that the Tab key reached, in order.
    pub fn reached(&self) -> impl Iterator<Item = Reached<'_>> {
        let stops = self.walk().map_or(&[][..], |walk| &walk.stops);
        stops.iter().enumerate().filter_map(|(at, stop)| self.reached_at(at, stop))
    }

    fn reached_at(&self, at: usize, stop: &Stop) -> Option<Reached<'_>> {
        let node = self.node(stop.node?)?;
        Some(Reached { node, presses: at + 1, place: stop.place, is_covered: stop.is_covered })
    }

    /// The stop that kept the focus, with the key that leads out of it. `None` if no stop kept it.
    pub fn held(&self) -> Option<(Reached<'_>, Release)> {
        let walk = self.walk()?;
        let End::Held(release) = walk.end else { return None };
        let at = walk.stops.len().checked_sub(1)?;
        Some((self.reached_at(at, &walk.stops[at])?, release))
    }

    /// The first and the last stop of the circle in which the Tab key went round. `None` if it did not.
    pub fn ring(&self) -> Option<(Reached<'_>, Reached<'_>)> {
        let walk = self.walk()?;
        let End::Round(first) = walk.end else { return None };
        let at = |at: usize| self.reached_at(at, walk.stops.get(at)?);
        Some((at(first as usize)?, at(walk.stops.len().checked_sub(1)?)?))
    }

    /// Buttons with an expanded or collapsed state, with what they announced and what was visible.
    pub fn openers(&self) -> Vec<(Node<'_>, Opener)> {
        let openers = self.walk().map_or(&[][..], |walk| &walk.openers);
        openers.iter().filter_map(|opener| Some((self.node(opener.node)?, *opener))).collect()
    }

    /// How this link was reached, and the result of following it with Enter. `None` if it was not followed.
    pub fn followed(&self, link: Node<'_>) -> Option<(Reached<'_>, Skip)> {
        let walk = self.walk()?;
        walk.skips.iter().find_map(|skip| {
            let at = skip.stop as usize;
            let reached = self.reached_at(at, walk.stops.get(at)?)?;
            (reached.node == link).then_some((reached, *skip))
        })
    }
}

impl Node<'_> {
    /// Whether it is in front of the page rather than in it, as a dialog, a banner or an open menu is.
    pub fn is_in_front(&self) -> bool {
        let is_dialog = |node: &Self| {
            node.is("dialog")
                || node.has_attribute("popover")
                || node.attribute_is("aria-modal", "true")
                || node.role_tokens().iter().any(|role| FRONT_ROLES.contains(&role.as_str()))
        };
        let stands_off =
            |node: &Self| matches!(node.style(Style::Position), Some("fixed" | "absolute" | "sticky"));
        self.closest_through_frames(|node| is_dialog(node) || stands_off(node)).is_some()
    }
}
