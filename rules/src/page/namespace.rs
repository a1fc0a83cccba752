//! Whether an element belongs to HTML or to another language (SVG, MathML, foreign XML), and its name in that language.
//! The snapshot holds no namespaces, so they are derived from names and attributes.

use super::snapshot::{DocumentData, NodeData, NodeKind};

const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Namespaces whose elements are recognised by their local names.
const KNOWN: [&str; 3] = [XHTML, "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];

pub(super) struct Namespaces<'s> {
    strings: &'s [String],
    document: &'s DocumentData,
    /// Whether the document was served as XML, so that names stay as they were written.
    is_xml: bool,
    /// Number of the attribute name that sets a namespace, if the page has such an attribute.
    xmlns: Option<u32>,
    /// For each node visited so far, the nearest element that declares prefixes: the node itself or an ancestor.
    setters: Vec<Option<u32>>,
}

/// Most nested elements with prefix declarations that are searched. A prefix declared further out is not known.
const MOST_SETTERS: usize = 100;

/// The language of an element.
pub(super) struct Told<'s> {
    pub is_html: bool,
    /// Its name without its prefix, if the prefix stands for one of the `KNOWN` namespaces.
    pub local: Option<&'s str>,
}

impl<'s> Namespaces<'s> {
    pub(super) fn of(strings: &'s [String], document: &'s DocumentData) -> Self {
        let root = document.nodes.iter().find(|node| node.kind == NodeKind::Element);
        let is_xml = root.is_some_and(|root| !is_upper(&strings[root.name as usize]));
        let xmlns = || strings.iter().zip(0..).find(|(text, _)| *text == "xmlns").map(|(_, number)| number);
        Self { strings, document, is_xml, xmlns: if is_xml { xmlns() } else { None }, setters: Vec::new() }
    }

    /// The language of a node. Call this for every node in document order, because declarations of ancestors count.
    ///
    /// In a document served as HTML, the browser gives the names of HTML elements in upper case. In a document served
    /// as XML, the prefix of the element decides, or without a prefix the nearest `xmlns` attribute.
    pub(super) fn tell(&mut self, number: u32, node: &'s NodeData, is_inside_html: bool) -> Told<'s> {
        let name = self.text(node.name);
        let is = |is_html| Told { is_html, local: None };
        if self.is_xml {
            self.note_setter(number, node);
        }
        if node.kind != NodeKind::Element {
            return is(false);
        }
        if !self.is_xml {
            return is(is_upper(name));
        }
        if let Some((prefix, local)) = name.split_once(':') {
            let namespace = self.namespace_of(number, prefix).filter(|namespace| KNOWN.contains(namespace));
            return Told { is_html: namespace == Some(XHTML), local: namespace.map(|_| local) };
        }
        let set = node.attributes.iter().find(|(attribute, _)| Some(*attribute) == self.xmlns);
        is(match set {
            Some((_, namespace)) => self.text(*namespace) == XHTML,
            // Elements that a script created have no `xmlns` attribute, so SVG and MathML are recognised by name.
            None => is_inside_html && !matches!(name, "svg" | "math"),
        })
    }

    fn note_setter(&mut self, number: u32, node: &NodeData) {
        let around = self.setters.get(node.parent as usize).copied().flatten();
        let is_setter = node.attributes.iter().any(|(name, _)| self.text(*name).starts_with("xmlns:"));
        self.setters.push(if is_setter { Some(number) } else { around });
    }

    /// The namespace that this prefix stands for at this element.
    fn namespace_of(&self, number: u32, prefix: &str) -> Option<&'s str> {
        let sets = |attribute: u32| self.text(attribute).strip_prefix("xmlns:") == Some(prefix);
        let node = |number: u32| &self.document.nodes[number as usize];
        let set = |number: u32| node(number).attributes.iter().find(|(attribute, _)| sets(*attribute));
        let around =
            |number: &u32| self.setters[node(*number).parent as usize].filter(|outer| outer < number);
        let nearest = self.setters[number as usize];
        let (_, namespace) = std::iter::successors(nearest, around).take(MOST_SETTERS).find_map(set)?;
        Some(self.text(*namespace))
    }

    fn text(&self, number: u32) -> &'s str {
        &self.strings[number as usize]
    }
}

/// Whether the name is in upper case, as the browser writes HTML elements in a document served as HTML.
pub(super) fn is_upper(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_lowercase())
}
