//! One rendered page, frozen: the snapshot, with indexes that make lookups fast.

mod accessibility;
mod address;
mod codec;
mod conditions;
mod excerpt;
mod facts;
pub mod hovered;
mod html_element;
mod ids;
mod made_up;
pub mod moving;
pub mod named;
mod namespace;
mod node;
mod painting;
mod picture;
pub(crate) mod refresh;
mod seat;
pub mod sections;
mod selector;
pub mod snapshot;
mod spot;
mod states;
mod style;
mod text;
mod trees;
mod unfilled;
mod visibility;
pub mod walked;
pub mod witness;

pub use address::{bare_host, host_of, without_www};
pub use codec::CodecError;
pub use made_up::{is_made_up, without_made_up};
pub use node::Node;
pub use picture::{Frame, Picture};
pub use seat::Seat;
pub use sections::Sections;
pub use snapshot::{NameFrom, NodeKind, Rect, Shadow, Snapshot};
pub use spot::Spot;
pub use style::{STYLES, Style};
pub use text::{fold, is_unsaid};

use snapshot::{DocumentData, NodeData};
use std::{
    collections::HashMap,
    sync::atomic::{AtomicU64, Ordering},
};

const NONE: u32 = u32::MAX;

/// One rendered page. It cannot change: every answer is a function of the snapshot.
pub struct Page {
    snapshot: Snapshot,
    /// Number of each document's first node, in the common numbering.
    starts: Vec<u32>,
    links: Vec<Link>,
    /// Element numbers by lower-case name, in tree order.
    by_name: HashMap<Box<str>, Vec<u32>>,
    ids: ids::Ids,
    /// Lower-case names of elements, indexed like the snapshot's strings; `None` for a string that names no element.
    /// After them, names without their prefix.
    lower: Vec<Option<Box<str>>>,
    /// For each document, the number of the frame element that shows it; [`NONE`] for the main document.
    owners: Vec<u32>,
    /// Numbers of strings, by which ids are looked up.
    numbers: HashMap<Box<str>, u32>,
    facts: facts::Facts,
    /// See [`Page::steps`].
    steps: AtomicU64,
}

/// Relations of a node, in the common numbering.
#[derive(Clone, Copy)]
struct Link {
    document: u32,
    /// Number of the document node, or of the element that seems to have the shadow tree.
    tree: u32,
    parent: u32,
    first_child: u32,
    next: u32,
    /// Index of its name in `lower`, or, where `lower` holds none, in the snapshot's strings.
    name: u32,
    /// Whether it is an element of HTML.
    is_html: bool,
}

impl Page {
    pub fn new(snapshot: Snapshot) -> Result<Self, CodecError> {
        check(&snapshot)?;
        let mut page = Self {
            starts: starts(&snapshot.documents),
            links: Vec::new(),
            by_name: HashMap::new(),
            ids: ids::Ids::default(),
            lower: vec![None; snapshot.strings.len()],
            owners: vec![NONE; snapshot.documents.len()],
            numbers: snapshot
                .strings
                .iter()
                .zip(0..)
                .map(|(text, number)| (text.as_str().into(), number))
                .collect(),
            facts: facts::Facts::default(),
            steps: AtomicU64::new(0),
            snapshot,
        };
        page.link();
        page.index();
        Ok(page)
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Number of nodes that were visited so far: the cost of reading, which is the same on every machine. Exact while
    /// one thread reads at a time.
    pub fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    fn step(&self) {
        // An atomic addition would take as long as the visit that it counts.
        self.steps.store(self.steps() + 1, Ordering::Relaxed);
    }

    /// The fact of this type about the page, computed when first needed. Each type is one fact.
    pub fn fact<T: Send + Sync + 'static>(&self, work_out: fn(&Self) -> T) -> std::sync::Arc<T> {
        self.facts.get(|| work_out(self))
    }

    /// The sections besides the main one.
    pub fn sections(&self) -> &Sections {
        &self.snapshot.sections
    }

    pub fn url(&self) -> &str {
        &self.snapshot.url
    }

    /// The document node of the page itself.
    pub fn root(&self) -> Node<'_> {
        Node::at(self, 0)
    }

    /// The main document's `html` element, or the root of an XML document.
    pub fn root_element(&self) -> Option<Node<'_>> {
        self.root().children().find(Node::is_element)
    }

    /// Whether the main document was served as XML.
    pub fn is_xml(&self) -> bool {
        self.root_element().is_some_and(|root| !namespace::is_upper(self.string(root.data().name)))
    }

    pub fn body(&self) -> Option<Node<'_>> {
        self.root_element()?.children().find(|node| node.is("body") || node.is("frameset"))
    }

    /// All nodes in tree order; a frame's document follows the document that shows it.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.links.len() as u32).map(|number| Node::at(self, number))
    }

    /// The node of this number; `None` where the page has fewer.
    pub fn node(&self, number: u32) -> Option<Node<'_>> {
        ((number as usize) < self.links.len()).then(|| Node::at(self, number))
    }

    /// All elements of all captured documents.
    pub fn elements(&self) -> impl Iterator<Item = Node<'_>> {
        self.nodes().filter(Node::is_element)
    }

    /// Elements with one of these names (lower case), in tree order.
    pub fn all<'p>(&'p self, names: &[&str]) -> Vec<Node<'p>> {
        let mut numbers: Vec<u32> =
            names.iter().filter_map(|name| self.by_name.get(*name)).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|number| Node::at(self, number)).collect()
    }

    /// Document nodes of all captured documents, the main one first.
    pub fn documents(&self) -> impl Iterator<Item = Node<'_>> {
        self.starts.iter().map(|start| Node::at(self, *start))
    }

    /// Text of the main document's `title` element, trimmed; `None` without such an element.
    pub fn title(&self) -> Option<String> {
        let head = |node: &Node<'_>| node.document() == 0 && node.is_html() && node.shadow().is_none();
        Some(self.all(&["title"]).into_iter().find(head)?.text_content().trim().to_owned())
    }

    /// Whether this exact text occurs in the page as a name or a value. A fast way to find that an attribute is not
    /// used.
    pub fn mentions(&self, text: &str) -> bool {
        self.numbers.contains_key(text)
    }

    fn data(&self, number: u32) -> &NodeData {
        let document = self.links[number as usize].document;
        &self.snapshot.documents[document as usize].nodes[(number - self.starts[document as usize]) as usize]
    }

    fn string(&self, text: u32) -> &str {
        &self.snapshot.strings[text as usize]
    }

    fn link(&mut self) {
        let mut without_prefix: HashMap<&str, u32> = HashMap::new();
        for (document, data) in (0u32..).zip(&self.snapshot.documents) {
            let mut namespaces = namespace::Namespaces::of(&self.snapshot.strings, data);
            let start = self.starts[document as usize];
            let mut last_child = vec![NONE; data.nodes.len()];
            for (index, node) in (0u32..).zip(&data.nodes) {
                let parent = if index == 0 { NONE } else { start + node.parent };
                let tree = if index == 0 { start } else { self.tree_below(parent, node) };
                let told = namespaces.tell(index, node, index > 0 && self.links[parent as usize].is_html);
                let name = told.local.map_or(node.name, |local| {
                    *without_prefix.entry(local).or_insert_with(|| {
                        self.lower.push(Some(local.to_ascii_lowercase().into()));
                        self.lower.len() as u32 - 1
                    })
                });
                let is_html = told.is_html;
                self.links.push(Link {
                    document,
                    tree,
                    parent,
                    first_child: NONE,
                    next: NONE,
                    name,
                    is_html,
                });
                if index == 0 {
                    continue;
                }
                let before = std::mem::replace(&mut last_child[node.parent as usize], start + index);
                match before {
                    NONE => self.links[parent as usize].first_child = start + index,
                    before => self.links[before as usize].next = start + index,
                }
            }
        }
    }

    fn index(&mut self) {
        let id_name = self.numbers.get("id").copied();
        for (document, data) in (0u32..).zip(&self.snapshot.documents) {
            for (number, node) in (self.starts[document as usize]..).zip(&data.nodes) {
                if node.kind != NodeKind::Element {
                    continue;
                }
                let lower = self.lower[self.links[number as usize].name as usize].get_or_insert_with(|| {
                    self.snapshot.strings[node.name as usize].to_ascii_lowercase().into()
                });
                self.by_name.entry(lower.clone()).or_default().push(number);
                if let Some((_, id)) = node.attributes.iter().find(|(name, _)| Some(*name) == id_name) {
                    let (tree, outer) = (self.tree_of(number), self.outer_tree(number));
                    self.ids.add(*id, number, tree, outer);
                }
                if let Some(shown) = node.content_document {
                    self.owners[shown as usize] = number;
                }
            }
        }
    }
}

fn starts(documents: &[DocumentData]) -> Vec<u32> {
    documents
        .iter()
        .scan(0u32, |next, document| {
            let start = *next;
            *next += document.nodes.len() as u32;
            Some(start)
        })
        .collect()
}

/// Checks a snapshot. Kept bytes come from a disk or a database and must never make a reader panic.
fn check(snapshot: &Snapshot) -> Result<(), CodecError> {
    let strings = snapshot.strings.len() as u32;
    let held = |text: u32| text < strings;
    if snapshot.strings.first().is_none_or(|first| !first.is_empty()) {
        return Err(CodecError::Inconsistent("string 0 is not the empty string"));
    }
    if snapshot.documents.is_empty() || snapshot.documents.iter().any(|document| document.nodes.is_empty()) {
        return Err(CodecError::Inconsistent("a document has no node"));
    }
    let styles = snapshot.style_sets.first().map_or(style::FEWEST, Vec::len);
    let lengths = style::FEWEST..=STYLES.len();
    if !lengths.contains(&styles) || snapshot.style_sets.iter().any(|set| set.len() != styles) {
        return Err(CodecError::Inconsistent("a style set has too few or too many styles"));
    }
    if !snapshot.style_sets.iter().flatten().all(|text| held(*text)) {
        return Err(CodecError::Inconsistent("a style names no string"));
    }
    for document in &snapshot.documents {
        let ids = document.doctype.iter().flat_map(|d| [d.name, d.public_id, d.system_id]);
        if !ids.chain([document.url, document.encoding]).all(held) {
            return Err(CodecError::Inconsistent("a document names no string"));
        }
        for (index, node) in document.nodes.iter().enumerate() {
            check_node(snapshot, index, node, &held)?;
        }
    }
    let nodes: usize = snapshot.documents.iter().map(|document| document.nodes.len()).sum();
    if snapshot.sections.nodes().any(|number| number as usize >= nodes) {
        return Err(CodecError::Inconsistent("a section names no node"));
    }
    Ok(())
}

fn check_node(
    snapshot: &Snapshot,
    index: usize,
    node: &NodeData,
    held: &impl Fn(u32) -> bool,
) -> Result<(), CodecError> {
    if index > 0 && node.parent as usize >= index {
        return Err(CodecError::Inconsistent("a node stands before its parent"));
    }
    let layout = node.layout.as_ref();
    if layout.and_then(|l| l.style_set).is_some_and(|set| set as usize >= snapshot.style_sets.len()) {
        return Err(CodecError::Inconsistent("a node names no style set"));
    }
    if node.content_document.is_some_and(|shown| shown == 0 || shown as usize >= snapshot.documents.len()) {
        return Err(CodecError::Inconsistent("a frame names no document"));
    }
    let from_layout = layout.into_iter().flat_map(|l| l.painted_text.into_iter().chain(l.blended_background));
    let from_tree = node.accessibility.iter().flat_map(|ax| {
        let pairs = ax.properties.iter().flat_map(|(name, value)| [*name, *value]);
        pairs.chain(ax.ignored_reasons.iter().copied()).chain([ax.role, ax.name, ax.description])
    });
    let texts = node.attributes.iter().flat_map(|(name, value)| [*name, *value]);
    let own = [node.name, node.value].into_iter().chain(node.input_value).chain(node.current_source);
    if texts.chain(own).chain(from_layout).chain(from_tree).all(held) {
        Ok(())
    } else {
        Err(CodecError::Inconsistent("a node names no string"))
    }
}
