//! A node of a page: its name, attributes and relations.

use super::{NONE, NodeKind, Page, Rect, Shadow, Style, snapshot::NodeData};

/// A node in a page, as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Node<'p> {
    page: &'p Page,
    number: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && std::ptr::eq(self.page, other.page)
    }
}
impl Eq for Node<'_> {}

impl std::hash::Hash for Node<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}#{}", self.name(), self.number)
    }
}

impl<'p> Node<'p> {
    pub(super) fn at(page: &'p Page, number: u32) -> Self {
        page.step();
        Self { page, number }
    }

    pub(super) fn data(&self) -> &'p NodeData {
        self.page.data(self.number)
    }

    pub fn page(&self) -> &'p Page {
        self.page
    }

    /// Number in the whole page. Within a document, a smaller number comes earlier.
    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn kind(&self) -> NodeKind {
        self.data().kind
    }

    pub fn is_element(&self) -> bool {
        self.kind() == NodeKind::Element
    }

    pub fn is_text(&self) -> bool {
        self.kind() == NodeKind::Text
    }

    /// Name in lower case for elements (`div`, `lineargradient`), without a prefix of HTML, SVG or MathML; `#text`,
    /// `#document`, `::before` for other nodes.
    pub fn name(&self) -> &'p str {
        let name = self.page.links[self.number as usize].name;
        self.page.lower[name as usize].as_deref().unwrap_or_else(|| self.page.string(name))
    }

    /// Whether it is an element of this name, given in lower case.
    pub fn is(&self, name: &str) -> bool {
        self.is_element() && self.name() == name
    }

    pub fn is_one_of(&self, names: &[&str]) -> bool {
        self.is_element() && names.contains(&self.name())
    }

    /// Whether it is an HTML element, not SVG, MathML or foreign XML.
    pub fn is_html(&self) -> bool {
        self.page.links[self.number as usize].is_html
    }

    /// Whether it is an HTML element of a frame's document, not of the page's own.
    pub fn is_html_of_frame(&self) -> bool {
        self.document() != 0 && self.is_html()
    }

    /// The value of an attribute (name in lower case, as HTML stores it); `Some("")` if the attribute has no value.
    pub fn attribute(&self, name: &str) -> Option<&'p str> {
        // Elements have so few attributes that comparing their names is faster than a lookup.
        let (_, value) = self.data().attributes.iter().find(|(held, _)| self.page.string(*held) == name)?;
        Some(self.page.string(*value))
    }

    pub fn has_attribute(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// Whether the attribute equals this value, without regard to letter case and outer white space.
    pub fn attribute_is(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|held| held.trim().eq_ignore_ascii_case(value))
    }

    /// Names and values, in source order.
    pub fn attributes(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let page = self.page;
        self.data().attributes.iter().map(|(name, value)| (page.string(*name), page.string(*value)))
    }

    /// Words of an attribute, separated by white space.
    pub fn tokens(&self, name: &str) -> impl Iterator<Item = &'p str> {
        self.attribute(name).unwrap_or_default().split_ascii_whitespace()
    }

    /// Index of the document it belongs to; 0 is the page's own.
    pub fn document(&self) -> u32 {
        self.page.links[self.number as usize].document
    }

    /// The document node it belongs to.
    pub fn document_node(&self) -> Self {
        Self::at(self.page, self.page.starts[self.document() as usize])
    }

    /// Address of the document it belongs to, as the browser gave it.
    pub fn document_address(&self) -> &'p str {
        self.page.string(self.page.snapshot.documents[self.document() as usize].url)
    }

    /// The element with this id in the same document and shadow tree, else in a tree around or inside it; the first if
    /// there are several.
    pub fn by_id(&self, id: &str) -> Option<Self> {
        self.all_by_id(id).next()
    }

    pub fn all_by_id(&self, id: &str) -> impl Iterator<Item = Self> {
        let page = self.page;
        let held =
            page.numbers.get(id).map_or(&[][..], |id| page.elements_with_id(*id, page.tree_of(self.number)));
        held.iter().map(move |number| Self::at(page, *number))
    }

    /// Elements that an attribute with a list of ids refers to. Ids that no element has are skipped.
    pub fn referenced(&self, attribute: &str) -> Vec<Self> {
        self.tokens(attribute).filter_map(|id| self.by_id(id)).collect()
    }

    pub fn shadow(&self) -> Option<Shadow> {
        self.data().shadow
    }

    /// The element whose shadow tree it is in.
    pub fn shadow_host(&self) -> Option<Self> {
        self.shadow()?;
        let inside = |node: &Self| node.shadow().is_some();
        let out = self.ancestors().find(|node| !inside(node));
        // A nested shadow tree is directly below an element of the outer tree, which is not part of it.
        out.or_else(|| self.parent())
    }

    /// Parent in the same document; a shadow tree hangs below its host.
    pub fn parent(&self) -> Option<Self> {
        let parent = self.page.links[self.number as usize].parent;
        (parent != NONE).then(|| Self::at(self.page, parent))
    }

    /// All ancestors from the parent to the document node.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), Self::parent)
    }

    /// The nearest of itself and its ancestors for which this holds.
    pub fn closest(&self, holds: impl Fn(&Self) -> bool) -> Option<Self> {
        std::iter::once(*self).chain(self.ancestors()).find(|node| holds(node))
    }

    /// The frame element that shows this node's document.
    pub fn frame_owner(&self) -> Option<Self> {
        let owner = self.page.owners[self.document() as usize];
        (owner != NONE).then(|| Self::at(self.page, owner))
    }

    /// The document node that a frame shows, if it was captured (same origin).
    pub fn content_document(&self) -> Option<Self> {
        let shown = self.data().content_document?;
        Some(Self::at(self.page, self.page.starts[shown as usize]))
    }

    pub fn children(&self) -> impl Iterator<Item = Self> + use<'p> {
        let page = self.page;
        let first = page.links[self.number as usize].first_child;
        let next = move |number: &u32| Some(page.links[*number as usize].next).filter(|n| *n != NONE);
        std::iter::successors(Some(first).filter(|n| *n != NONE), next).map(move |n| Self::at(page, n))
    }

    pub fn child_elements(&self) -> impl Iterator<Item = Self> + use<'p> {
        self.children().filter(Self::is_element)
    }

    pub fn next_sibling(&self) -> Option<Self> {
        let next = self.page.links[self.number as usize].next;
        (next != NONE).then(|| Self::at(self.page, next))
    }

    /// All descendants in tree order, including shadow trees and without frames' documents.
    pub fn descendants(&self) -> impl Iterator<Item = Self> + use<'p> {
        let (page, top) = (self.page, *self);
        std::iter::successors(self.children().next(), move |node| node.after(top))
            .map(move |n| Self::at(page, n.number))
    }

    fn after(&self, top: Self) -> Option<Self> {
        if let Some(child) = self.children().next() {
            return Some(child);
        }
        let mut node = *self;
        while node != top {
            if let Some(next) = node.next_sibling() {
                return Some(next);
            }
            node = node.parent()?;
        }
        None
    }

    pub fn is_inside(&self, other: Self) -> bool {
        self.ancestors().any(|node| node == other)
    }

    pub fn is_clickable(&self) -> bool {
        self.data().clickable
    }

    pub fn is_checked(&self) -> bool {
        self.data().checked
    }

    pub fn is_selected(&self) -> bool {
        self.data().selected
    }

    /// Current text of a field.
    pub fn input_value(&self) -> Option<&'p str> {
        self.data().input_value.map(|text| self.page.string(text))
    }

    /// Address of the image in use (`srcset` and `picture` resolved).
    pub fn current_source(&self) -> Option<&'p str> {
        self.data().current_source.map(|text| self.page.string(text))
    }

    /// The browser's facts about an `audio` or `video` element of the page's own document, outside shadow trees.
    pub fn medium(&self) -> Option<&'p super::snapshot::MediumData> {
        let own = |node: &Self| node.document() == 0 && node.shadow().is_none();
        let all: Vec<Self> = self.page.all(&["audio", "video"]).into_iter().filter(own).collect();
        let media = &self.page.snapshot.media;
        let rank = all.iter().position(|node| node == self)?;
        // If the numbers of elements differ, the page changed before the media were asked for: the ranks do not match.
        (all.len() == media.len()).then(|| &media[rank])
    }

    /// Its box, where it is rendered.
    pub fn rect(&self) -> Option<Rect> {
        self.data().layout.as_ref().map(|layout| layout.bounds)
    }

    pub fn layout(&self) -> Option<&'p super::snapshot::Layout> {
        self.data().layout.as_ref()
    }

    /// A computed style; `None` if the node is not rendered, or the style was not asked for when the page was captured.
    pub fn style(&self, style: Style) -> Option<&'p str> {
        let set = self.data().layout.as_ref()?.style_set?;
        Some(self.page.string(*self.page.snapshot.style_sets[set as usize].get(style as usize)?))
    }

    /// A computed length in CSS pixels.
    pub fn pixels(&self, style: Style) -> Option<f64> {
        self.style(style)?.strip_suffix("px")?.parse().ok()
    }

    /// The background under this element's text, as the browser blended it.
    pub fn blended_background(&self) -> Option<&'p str> {
        self.data().layout.as_ref()?.blended_background.map(|text| self.page.string(text))
    }
}
