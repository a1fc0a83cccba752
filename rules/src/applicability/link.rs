//! Links, and whether they contain text, images or both.

use crate::{Node, Style, page::NodeKind};

/// A link and its content. If the content is in doubt, it may be several kinds of link at once.
pub struct Link<'p> {
    pub node: Node<'p>,
    pub in_drawing: bool,
    has_image: bool,
    has_rendered_image: bool,
    has_text: bool,
    /// Whether there is text outside of images that a sighted person may see.
    has_visible_text: bool,
    /// Whether it contains a `slot`, a pseudo-element or a background image, whose content is not known.
    has_unknown_content: bool,
}

impl<'p> Link<'p> {
    /// The link at this node. `None` if the node is no link.
    pub fn from_node(node: Node<'p>, roles: &[String]) -> Option<Self> {
        let leads = node.has_attribute("href") || node.has_attribute("xlink:href");
        let is_link = (leads && node.is_one_of(&["a", "area"])) || roles.iter().any(|role| role == "link");
        is_link.then(|| Self::read(node))
    }

    fn read(node: Node<'p>) -> Self {
        let mut link = Self {
            node,
            in_drawing: node.is("a") && node.ancestors().any(|above| above.is("svg")),
            has_image: is_image(node),
            has_rendered_image: is_image(node) && !node.is_hidden(),
            has_text: false,
            has_visible_text: false,
            has_unknown_content: has_background(node),
        };
        node.descendants().for_each(|below| link.look_at(below));
        link
    }

    fn look_at(&mut self, below: Node<'p>) {
        if below.is_text() && !below.text().trim().is_empty() {
            self.has_text = true;
            self.has_visible_text = self.has_visible_text || (below.is_visible() && !self.is_in_image(below));
        } else if is_image(below) {
            self.has_image = true;
            self.has_rendered_image = self.has_rendered_image || !below.is_hidden();
        }
        let from_elsewhere = below.is("slot") || below.kind() == NodeKind::Pseudo || has_background(below);
        self.has_unknown_content = self.has_unknown_content || from_elsewhere;
    }

    fn is_in_image(&self, text: Node<'p>) -> bool {
        text.ancestors().take_while(|above| *above != self.node).any(is_image)
    }

    pub fn may_be_text(&self) -> bool {
        !self.node.is("area") && !self.in_drawing && (!self.has_rendered_image || self.holds_slot())
    }

    pub fn may_be_image(&self) -> bool {
        self.node.is("area") || (self.has_image && !self.has_visible_text) || self.holds_slot()
    }

    pub fn may_be_composite(&self) -> bool {
        (self.has_image && self.has_text) || self.holds_slot()
    }

    pub fn may_show_text(&self) -> bool {
        self.node.is("area") || self.has_text || self.has_image || self.has_unknown_content
    }

    fn holds_slot(&self) -> bool {
        self.node.shadow().is_some() && self.node.descendants().any(|below| below.is("slot"))
    }
}

fn is_image(node: Node<'_>) -> bool {
    node.is_one_of(&["img", "canvas", "object", "svg", "image", "embed"])
        || node.role_tokens().iter().any(|role| role == "img" || role == "image")
}

fn has_background(node: Node<'_>) -> bool {
    [Style::BackgroundImage, Style::MaskImage]
        .into_iter()
        .any(|style| node.style(style).is_some_and(|value| value != "none"))
}
