//! Whether an element belongs to HTML or to another language (SVG, MathML, foreign XML). The snapshot holds no namespaces.

use super::snapshot::{DocumentData, NodeData, NodeKind};

const XHTML: &str = "http://www.w3.org/1999/xhtml";

pub(super) struct Namespaces<'s> {
    strings: &'s [String],
    /// Whether the document was served as XML, so that names stay as they were written.
    is_xml: bool,
    /// Number of the attribute name that sets a namespace, if the page has such an attribute.
    xmlns: Option<u32>,
}

impl<'s> Namespaces<'s> {
    pub(super) fn of(strings: &'s [String], document: &DocumentData) -> Self {
        let root = document.nodes.iter().find(|node| node.kind == NodeKind::Element);
        let is_xml = root.is_some_and(|root| !is_upper(&strings[root.name as usize]));
        let xmlns = || strings.iter().zip(0..).find(|(text, _)| *text == "xmlns").map(|(_, number)| number);
        Self { strings, is_xml, xmlns: if is_xml { xmlns() } else { None } }
    }

    /// In a document served as HTML, the browser gives the names of HTML elements in upper case. In one served as XML,
    /// `xmlns` decides for an element and for everything inside.
    pub(super) fn is_html(&self, node: &NodeData, is_inside_html: bool) -> bool {
        if node.kind != NodeKind::Element {
            return false;
        }
        let name = self.text(node.name);
        if !self.is_xml || name.contains(':') {
            return is_upper(name);
        }
        let set = node.attributes.iter().find(|(attribute, _)| Some(*attribute) == self.xmlns);
        match set {
            Some((_, namespace)) => self.text(*namespace) == XHTML,
            // Elements that a script made have no such attribute.
            None => is_inside_html && !matches!(name, "svg" | "math"),
        }
    }

    fn text(&self, number: u32) -> &str {
        &self.strings[number as usize]
    }
}

/// Whether the browser writes the name as it does those of HTML elements in a document served as HTML.
pub(super) fn is_upper(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_lowercase())
}
