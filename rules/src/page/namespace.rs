//! Whether an element belongs to HTML or to another language (SVG, MathML, foreign XML), and its name in that language. The
//! snapshot holds no namespaces.

use super::snapshot::{DocumentData, NodeData, NodeKind};

const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Languages of which elements are known by their names.
const KNOWN: [&str; 3] = [XHTML, "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];

pub(super) struct Namespaces<'s> {
    strings: &'s [String],
    document: &'s DocumentData,
    /// Whether the document was served as XML, so that names stay as they were written.
    is_xml: bool,
    /// Number of the attribute name that sets a namespace, if the page has such an attribute.
    xmlns: Option<u32>,
}

/// The language of an element.
pub(super) struct Told<'s> {
    pub is_html: bool,
    /// Its name without its prefix, where it has one that stands for a language we know.
    pub local: Option<&'s str>,
}

impl<'s> Namespaces<'s> {
    pub(super) fn of(strings: &'s [String], document: &'s DocumentData) -> Self {
        let root = document.nodes.iter().find(|node| node.kind == NodeKind::Element);
        let is_xml = root.is_some_and(|root| !is_upper(&strings[root.name as usize]));
        let xmlns = || strings.iter().zip(0..).find(|(text, _)| *text == "xmlns").map(|(_, number)| number);
        Self { strings, document, is_xml, xmlns: if is_xml { xmlns() } else { None } }
    }

    /// In a document served as HTML, the browser gives the names of HTML elements in upper case. In one served as XML, the
    /// prefix of an element decides, and without a prefix `xmlns`, which counts for everything inside, too.
    pub(super) fn tell(&self, node: &'s NodeData, is_inside_html: bool) -> Told<'s> {
        let name = self.text(node.name);
        let is = |is_html| Told { is_html, local: None };
        if node.kind != NodeKind::Element {
            return is(false);
        }
        if !self.is_xml {
            return is(is_upper(name));
        }
        if let Some((prefix, local)) = name.split_once(':') {
            let namespace = self.namespace_of(node, prefix).filter(|namespace| KNOWN.contains(namespace));
            return Told { is_html: namespace == Some(XHTML), local: namespace.map(|_| local) };
        }
        let set = node.attributes.iter().find(|(attribute, _)| Some(*attribute) == self.xmlns);
        is(match set {
            Some((_, namespace)) => self.text(*namespace) == XHTML,
            // Elements that a script made have no such attribute.
            None => is_inside_html && !matches!(name, "svg" | "math"),
        })
    }

    /// The namespace that this prefix stands for where this element is.
    fn namespace_of(&self, node: &'s NodeData, prefix: &str) -> Option<&'s str> {
        let sets = |attribute: u32| self.text(attribute).strip_prefix("xmlns:") == Some(prefix);
        let set = |node: &'s NodeData| node.attributes.iter().find(|(attribute, _)| sets(*attribute));
        let above = |node: &&'s NodeData| {
            let parent = &self.document.nodes[node.parent as usize];
            (parent.kind == NodeKind::Element).then_some(parent)
        };
        let (_, namespace) = std::iter::successors(Some(node), above).find_map(set)?;
        Some(self.text(*namespace))
    }

    fn text(&self, number: u32) -> &'s str {
        &self.strings[number as usize]
    }
}

/// Whether the browser writes the name as it does those of HTML elements in a document served as HTML.
pub(super) fn is_upper(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_lowercase())
}
