//! Converts the browser's DOM snapshot to the form of the kept page.

use super::{
    ax::AxNodes,
    numbers::NodeNumbers,
    strings::{Strings, cut},
};
use rules::page::snapshot::{Doctype, DocumentData, Layout, NodeData, NodeKind, Rect, Shadow};
use serde::Deserialize;
use std::collections::HashMap;
use url::Url;

const MOST_TEXT: usize = 20_000;
const MOST_ATTRIBUTE: usize = 4_000;
/// Characters of a `data:` address that are kept, because it contains a whole file.
const MOST_DATA_ADDRESS: usize = 200;

/// Name of the element in which Chromium warns that XSLT will be removed.
const BROWSERS_OWN: &str = "xslt-warning-banner";

const ELEMENT: i64 = 1;
const TEXT: i64 = 3;
const DOCUMENT: i64 = 9;
const DOCTYPE: i64 = 10;

#[derive(Deserialize)]
pub struct DomSnapshot {
    pub documents: Vec<DomDocument>,
    strings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomDocument {
    #[serde(rename = "documentURL")]
    url: i64,
    encoding_name: i64,
    public_id: i64,
    system_id: i64,
    content_width: Option<f64>,
    content_height: Option<f64>,
    nodes: Nodes,
    layout: Layouts,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Nodes {
    parent_index: Vec<i64>,
    node_type: Vec<i64>,
    node_name: Vec<i64>,
    node_value: Vec<i64>,
    backend_node_id: Vec<i64>,
    attributes: Vec<Vec<i64>>,
    shadow_root_type: Option<Rare>,
    text_value: Option<Rare>,
    input_value: Option<Rare>,
    input_checked: Option<Rare>,
    option_selected: Option<Rare>,
    content_document_index: Option<Rare>,
    pseudo_type: Option<Rare>,
    is_clickable: Option<Rare>,
    #[serde(rename = "currentSourceURL")]
    current_source: Option<Rare>,
}

/// A property that only some nodes have; flags have no values.
#[derive(Deserialize, Default)]
struct Rare {
    index: Vec<i64>,
    #[serde(default)]
    value: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layouts {
    node_index: Vec<i64>,
    styles: Vec<Vec<i64>>,
    bounds: Vec<Vec<f64>>,
    text: Vec<i64>,
    #[serde(default)]
    paint_orders: Vec<i64>,
    #[serde(default)]
    blended_background_colors: Vec<i64>,
    #[serde(default)]
    text_color_opacities: Vec<f64>,
}

impl DomDocument {
    pub fn len(&self) -> usize {
        self.nodes.parent_index.len()
    }
}

pub struct Converted {
    /// The kept documents: only those of the page's own origin.
    pub documents: Vec<DocumentData>,
    /// Distinct sets of styles.
    pub style_sets: Vec<Vec<u32>>,
    pub numbers: NodeNumbers,
    /// Indexes of the names of attributes that only set the look of an element. The drawn look is compared instead.
    pub of_looks: [u32; 2],
}

pub fn convert(dom: DomSnapshot, ax: &mut AxNodes, strings: &mut Strings) -> Converted {
    let own = own_documents(&dom);
    let numbers: HashMap<i64, u32> =
        own.iter().zip(0..).map(|(index, number)| (*index as i64, number)).collect();
    let mut converter = Converter {
        texts: &dom.strings,
        strings,
        ax,
        numbers,
        nodes: NodeNumbers::default(),
        kept: 0,
        style_sets: Vec::new(),
        known_sets: HashMap::new(),
    };
    let documents = own.iter().map(|index| converter.document(&dom.documents[*index])).collect();
    let Converter { style_sets, nodes: numbers, strings, .. } = converter;
    let of_looks = ["class", "style"].map(|name| strings.number(name));
    Converted { documents, style_sets, numbers, of_looks }
}

/// Indexes of the documents of the page's own origin. Documents of other origins are pages of other sites, even where
/// the browser runs them in the same process.
fn own_documents(dom: &DomSnapshot) -> Vec<usize> {
    let address = |document: &DomDocument| Url::parse(text_at(&dom.strings, document.url)).ok();
    let main = dom.documents.first().and_then(address).map(|url| url.origin());
    let own = |document: &DomDocument| match address(document) {
        Some(url) if url.scheme() == "about" => true,
        Some(url) => Some(url.origin()) == main,
        None => false,
    };
    (0..dom.documents.len()).filter(|index| *index == 0 || own(&dom.documents[*index])).collect()
}

fn text_at(texts: &[String], index: i64) -> &str {
    usize::try_from(index).ok().and_then(|index| texts.get(index)).map_or("", String::as_str)
}

struct Converter<'a> {
    texts: &'a [String],
    strings: &'a mut Strings,
    ax: &'a mut AxNodes,
    /// New numbers of the kept documents.
    numbers: HashMap<i64, u32>,
    nodes: NodeNumbers,
    /// Number of nodes kept from the previous documents.
    kept: u32,
    style_sets: Vec<Vec<u32>>,
    known_sets: HashMap<Vec<u32>, u32>,
}

impl Converter<'_> {
    fn document(&mut self, document: &DomDocument) -> DocumentData {
        let nodes = &document.nodes;
        let mut kept: Vec<NodeData> = Vec::with_capacity(document.len());
        // New numbers of kept nodes. The descendants of a node that is left out are left out too.
        let mut places: Vec<Option<u32>> = vec![None; document.len()];
        let mut doctype = None;
        for index in 0..document.len() {
            if nodes.node_type[index] == DOCTYPE {
                doctype = Some(self.doctype(document, index));
            }
            let parent = match usize::try_from(nodes.parent_index[index]) {
                Ok(parent) => places.get(parent).copied().flatten(),
                Err(_) if index == 0 => Some(0),
                Err(_) => None,
            };
            let Some(parent) = parent else { continue };
            let Some(data) = self.node(nodes, index, parent, kept.get(parent as usize)) else { continue };
            let place = kept.len() as u32;
            places[index] = Some(place);
            self.nodes.add(nodes.backend_node_id[index], self.kept + place);
            kept.push(data);
        }
        self.kept += kept.len() as u32;
        let place = |index: i64| usize::try_from(index).ok().and_then(|i| places.get(i).copied().flatten());
        self.rare(nodes, &mut kept, &place);
        self.layouts(&document.layout, &mut kept, &place);
        DocumentData {
            url: self.text(document.url, MOST_ATTRIBUTE),
            doctype,
            encoding: self.text(document.encoding_name, 100),
            content_width: document.content_width.unwrap_or(0.0) as u32,
            content_height: document.content_height.unwrap_or(0.0) as u32,
            nodes: kept,
        }
    }

    fn doctype(&mut self, document: &DomDocument, index: usize) -> Doctype {
        Doctype {
            name: self.text(document.nodes.node_name[index], 200),
            public_id: self.text(document.public_id, 500),
            system_id: self.text(document.system_id, 500),
        }
    }

    /// Converts a node. `None` for nodes that no rule reads: comments, the text of scripts and styles, and what the
    /// browser itself writes into a page.
    fn node(
        &mut self,
        nodes: &Nodes,
        index: usize,
        parent: u32,
        above: Option<&NodeData>,
    ) -> Option<NodeData> {
        let name = text_at(self.texts, nodes.node_name[index]);
        if name.eq_ignore_ascii_case(BROWSERS_OWN) {
            return None;
        }
        let kind = match nodes.node_type[index] {
            ELEMENT if name.starts_with("::") => NodeKind::Pseudo,
            ELEMENT => NodeKind::Element,
            TEXT => NodeKind::Text,
            DOCUMENT => NodeKind::Document,
            _ => return None,
        };
        let silent = ["SCRIPT", "STYLE", "script", "style"].map(|name| self.strings.number(name));
        if kind == NodeKind::Text && above.is_some_and(|above| silent.contains(&above.name)) {
            return None;
        }
        let value = if kind == NodeKind::Text { self.text(nodes.node_value[index], MOST_TEXT) } else { 0 };
        let pairs = nodes.attributes.get(index).map(Vec::as_slice).unwrap_or_default();
        Some(NodeData {
            parent,
            kind,
            name: self.strings.number(name),
            value,
            attributes: pairs.chunks_exact(2).map(|pair| self.attribute(pair[0], pair[1])).collect(),
            accessibility: self.ax.take(nodes.backend_node_id[index], self.strings),
            ..NodeData::default()
        })
    }

    fn attribute(&mut self, name: i64, value: i64) -> (u32, u32) {
        let text = text_at(self.texts, value);
        let most = if text.starts_with("data:") { MOST_DATA_ADDRESS } else { MOST_ATTRIBUTE };
        (self.text(name, 200), self.strings.number(cut(text, most)))
    }

    fn text(&mut self, index: i64, most: usize) -> u32 {
        self.strings.number(cut(text_at(self.texts, index), most))
    }

    fn rare(&mut self, nodes: &Nodes, kept: &mut [NodeData], place: &impl Fn(i64) -> Option<u32>) {
        let pairs = |rare: &Option<Rare>| -> Vec<(usize, i64)> {
            let Some(rare) = rare else { return Vec::new() };
            let values = rare.value.iter().copied().chain(std::iter::repeat(0));
            rare.index
                .iter()
                .zip(values)
                .filter_map(|(index, value)| Some((place(*index)? as usize, value)))
                .collect()
        };
        for (at, value) in pairs(&nodes.shadow_root_type) {
            kept[at].shadow = Some(match text_at(self.texts, value) {
                "open" => Shadow::Open,
                "closed" => Shadow::Closed,
                _ => Shadow::UserAgent,
            });
        }
        for (at, value) in pairs(&nodes.input_value).into_iter().chain(pairs(&nodes.text_value)) {
            kept[at].input_value = Some(self.text(value, MOST_ATTRIBUTE));
        }
        for (at, value) in pairs(&nodes.current_source) {
            kept[at].current_source = Some(self.attribute(-1, value).1);
        }
        for (at, value) in pairs(&nodes.content_document_index) {
            kept[at].content_document = self.numbers.get(&value).copied();
        }
        pairs(&nodes.input_checked).into_iter().for_each(|(at, _)| kept[at].checked = true);
        pairs(&nodes.option_selected).into_iter().for_each(|(at, _)| kept[at].selected = true);
        pairs(&nodes.is_clickable).into_iter().for_each(|(at, _)| kept[at].clickable = true);
        pairs(&nodes.pseudo_type).into_iter().for_each(|(at, _)| kept[at].kind = NodeKind::Pseudo);
    }

    fn layouts(&mut self, layouts: &Layouts, kept: &mut [NodeData], place: &impl Fn(i64) -> Option<u32>) {
        for (at, index) in layouts.node_index.iter().enumerate() {
            let Some(number) = place(*index) else { continue };
            let node = &mut kept[number as usize];
            if node.layout.is_some() {
                continue;
            }
            let painted = layouts.text.get(at).copied().unwrap_or(-1);
            let painted =
                (painted >= 0).then(|| self.text(painted, MOST_TEXT)).filter(|text| *text != node.value);
            let blended = layouts.blended_background_colors.get(at).copied().unwrap_or(-1);
            node.layout = Some(Layout {
                bounds: rect(&layouts.bounds[at]),
                style_set: self.style_set(&layouts.styles[at]),
                painted_text: painted,
                paint_order: layouts.paint_orders.get(at).map_or(0, |order| *order as u32),
                blended_background: (blended >= 0).then(|| self.text(blended, 200)),
                text_opacity: layouts
                    .text_color_opacities
                    .get(at)
                    .map_or(1000, |o| (o * 1000.0).round() as u16),
                scroll: None,
            });
        }
    }

    fn style_set(&mut self, styles: &[i64]) -> Option<u32> {
        if styles.len() != rules::STYLES.len() {
            return None;
        }
        let set: Vec<u32> = styles.iter().map(|style| self.text(*style, 500)).collect();
        if let Some(number) = self.known_sets.get(&set) {
            return Some(*number);
        }
        let number = self.style_sets.len() as u32;
        self.style_sets.push(set.clone());
        self.known_sets.insert(set, number);
        Some(number)
    }
}

fn rect(sides: &[f64]) -> Rect {
    match *sides {
        [x, y, width, height] => Rect::new(x, y, width, height),
        _ => Rect::default(),
    }
}
