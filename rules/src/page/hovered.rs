//! Observations of the page while the pointer stood on its elements.

use super::{
    Node, Page,
    sections::hovers::{Content, Hovers},
};

/// Content that appears under the pointer.
#[derive(Debug, Clone, Copy)]
pub struct Hovered<'p> {
    pub trigger: Node<'p>,
    /// `None` if the content was not part of the captured page.
    pub node: Option<Node<'p>>,
    pub seen: Content,
}

impl<'p> Hovered<'p> {
    /// The element that findings name: the content, or the trigger if the content was not part of the captured page.
    pub fn told(&self) -> Node<'p> {
        self.node.unwrap_or(self.trigger)
    }
}

impl Page {
    /// `None` if no pointer was moved over the page.
    pub fn hovers(&self) -> Option<&Hovers> {
        self.snapshot.sections.hovers.as_ref()
    }

    /// Content that appeared, in the order in which the triggers were tried. Findings name each element once.
    pub fn hovered(&self) -> Vec<Hovered<'_>> {
        let contents = self.hovers().map_or(&[][..], |hovers| &hovers.contents);
        let mut all: Vec<Hovered<'_>> = Vec::new();
        for seen in contents {
            let Some(trigger) = self.node(seen.trigger) else { continue };
            let hovered =
                Hovered { trigger, node: seen.node.and_then(|number| self.node(number)), seen: *seen };
            if all.iter().all(|other| other.told() != hovered.told()) {
                all.push(hovered);
            }
        }
        all
    }

    /// The content for which findings name this element.
    pub fn hovered_at(&self, node: Node<'_>) -> Option<Hovered<'_>> {
        self.hovered().into_iter().find(|hovered| hovered.told() == node)
    }
}
