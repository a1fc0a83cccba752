//! The facts that assistive technologies get: role, name and its source, states, focus.

use super::{Node, is_unsaid, snapshot::AxData, snapshot::NameFrom};

impl<'p> Node<'p> {
    fn ax(&self) -> Option<&'p AxData> {
        self.data().accessibility.as_ref()
    }

    /// Whether it is an object of the accessibility tree itself. A plain `div` is not, though its content may be.
    pub fn in_accessibility_tree(&self) -> bool {
        self.ax().is_some_and(|ax| !ax.ignored)
    }

    /// Whether it or an ancestor, through shadow trees and frames, has `aria-hidden="true"`.
    pub fn is_aria_hidden(&self) -> bool {
        self.closest_through_frames(|node| node.attribute_is("aria-hidden", "true")).is_some()
    }

    /// Whether it is rendered and not hidden from assistive technologies, so that its content reaches them.
    pub fn is_exposed(&self) -> bool {
        !self.is_hidden() && !self.is_aria_hidden() && !self.is_inert()
    }

    /// Whether it is inert. The browser gives no reason for what it ignores below an inert element, so the attribute of
    /// the ancestors is read too.
    fn is_inert(&self) -> bool {
        let is_told = |node: &Self| {
            node.ignored_reasons().any(|reason| reason.contains("nert") || reason == "activeModalDialog")
        };
        let inert = self.closest(|node| node.has_attribute("inert") || is_told(node));
        // A modal dialog makes the rest of its document inert, but not itself.
        let is_spared = |inert: Self| self.modal_dialog().is_some_and(|dialog| dialog.is_inside(inert));
        inert.is_some_and(|inert| !is_spared(inert))
            || self.document_node().frame_owner().is_some_and(|owner| owner.is_inert())
    }

    /// The modal dialog in front of everything else of its document, if the node is in it.
    fn modal_dialog(&self) -> Option<Self> {
        let is_open =
            |node: &Self| node.is("dialog") && node.has_attribute("open") && node.in_accessibility_tree();
        let is_blocked = |node: &Self| node.ignored_reasons().any(|reason| reason == "activeModalDialog");
        self.closest(is_open).filter(|dialog| dialog.ancestors().any(|above| is_blocked(&above)))
    }

    /// Like [`Node::closest`], going on from a frame's document to the element that shows it.
    pub fn closest_through_frames(&self, holds: impl Fn(&Self) -> bool) -> Option<Self> {
        let mut node = *self;
        loop {
            if holds(&node) {
                return Some(node);
            }
            node = match node.parent() {
                Some(parent) => parent,
                None => node.frame_owner()?,
            };
        }
    }

    /// The role that the browser computed, by its WAI-ARIA name; `None` where it is no object of the accessibility
    /// tree.
    pub fn role(&self) -> Option<&'p str> {
        let ax = self.ax().filter(|ax| !ax.ignored)?;
        Some(self.page().string(ax.role))
    }

    /// Tokens of the `role` attribute in lower case.
    pub fn role_tokens(&self) -> Vec<String> {
        self.tokens("role").map(str::to_ascii_lowercase).collect()
    }

    /// Whether the browser computed this role.
    pub fn has_role(&self, role: &str) -> bool {
        self.role() == Some(role)
    }

    /// The browser's accessible name, trimmed; empty where it has none.
    pub fn accessible_name(&self) -> &'p str {
        self.ax().map_or("", |ax| self.page().string(ax.name).trim_matches(is_unsaid))
    }

    pub fn name_from(&self) -> NameFrom {
        self.ax().map_or(NameFrom::Nothing, |ax| ax.name_from)
    }

    /// The browser's accessible description, trimmed.
    pub fn accessible_description(&self) -> &'p str {
        self.ax().map_or("", |ax| self.page().string(ax.description).trim())
    }

    /// A property of the accessibility tree, by the browser's name: `focusable`, `level`, `expanded`, `required` …
    pub fn property(&self, name: &str) -> Option<&'p str> {
        let ax = self.ax()?;
        let (_, value) = ax.properties.iter().find(|(held, _)| self.page().string(*held) == name)?;
        Some(self.page().string(*value))
    }

    /// Whether it can take the focus, by script or by keyboard.
    pub fn is_focusable(&self) -> bool {
        self.property("focusable") == Some("true")
    }

    /// Whether its `tabindex` takes it out of the tab order.
    pub fn has_negative_tabindex(&self) -> bool {
        self.attribute("tabindex")
            .and_then(|value| value.trim().parse::<i64>().ok())
            .is_some_and(|rank| rank < 0)
    }

    /// Whether the Tab key reaches it.
    pub fn is_tabbable(&self) -> bool {
        self.is_focusable() && !self.has_negative_tabindex()
    }

    /// The browser's keys for the reasons why it left the node out of the accessibility tree: `notVisible` …
    pub fn ignored_reasons(&self) -> impl Iterator<Item = &'p str> {
        let page = self.page();
        self.ax().into_iter().flat_map(|ax| &ax.ignored_reasons).map(move |text| page.string(*text))
    }
}
