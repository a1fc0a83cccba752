//! A node of a page as an [`HtmlElement`], whose role follows from the tables of HTML roles.

use super::Node;
use crate::standards::html_roles::HtmlElement;

impl HtmlElement for Node<'_> {
    fn name(&self) -> &str {
        Node::name(self)
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        Node::attribute(self, name)
    }

    fn is_within(&self, names: &[&str]) -> bool {
        self.ancestors().any(|ancestor| ancestor.is_one_of(names))
    }

    fn is_named(&self) -> bool {
        let says = |name| Node::attribute(self, name).is_some_and(|text| !text.trim().is_empty());
        says("aria-label") || says("title") || !self.referenced("aria-labelledby").is_empty()
    }
}
