//! Snapshot of a small page, as a browser's capture would give it.

use rules::{
    Snapshot,
    page::{
        NodeKind, Rect,
        snapshot::{DocumentData, Layout, NodeData},
    },
};
use url::Url;

const PAGES: [(&str, &str); 4] = [
    ("/contact", "Contact"),
    ("/mentions-legales", "Mentions légales"),
    ("/accessibilite", "Accessibilité"),
    ("/agenda", "Agenda"),
];

pub fn snapshot(url: &Url) -> Snapshot {
    let mut page = Builder { strings: vec![String::new()], nodes: Vec::new() };
    page.add(0, NodeKind::Document, "#document", "", &[]);
    let html = page.add(0, NodeKind::Element, "HTML", "", &[("lang", "fr")]);
    let head = page.add(html, NodeKind::Element, "HEAD", "", &[]);
    let title = page.add(head, NodeKind::Element, "TITLE", "", &[]);
    page.add(title, NodeKind::Text, "#text", "Mairie", &[]);
    let body = page.add(html, NodeKind::Element, "BODY", "", &[]);
    let heading = page.add(body, NodeKind::Element, "H1", "", &[]);
    page.add(heading, NodeKind::Text, "#text", "Bienvenue", &[]);
    for (path, name) in PAGES {
        let link = page.add(body, NodeKind::Element, "A", "", &[("href", path)]);
        page.add(link, NodeKind::Text, "#text", name, &[]);
    }
    let address = page.text(url.as_str());
    let style = rules::STYLES.map(|name| page.text(usual(name))).to_vec();
    let documents = vec![DocumentData { url: address, nodes: page.nodes, ..DocumentData::default() }];
    Snapshot {
        url: url.to_string(),
        status: 200,
        content_type: "text/html".to_owned(),
        browser: "stand-in".to_owned(),
        viewport_width: 1280,
        viewport_height: 1024,
        strings: page.strings,
        style_sets: vec![style],
        documents,
        ..Snapshot::default()
    }
}

/// Computed value of a style property on a page without style sheets.
fn usual(style: &str) -> &'static str {
    match style {
        "display" => "block",
        "visibility" | "overflow-x" | "overflow-y" => "visible",
        "opacity" => "1",
        "color" => "rgb(0, 0, 0)",
        "font-size" => "16px",
        "font-weight" => "400",
        _ => "",
    }
}

struct Builder {
    strings: Vec<String>,
    nodes: Vec<NodeData>,
}

impl Builder {
    fn text(&mut self, text: &str) -> u32 {
        let held = self.strings.iter().position(|held| held == text);
        held.unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        }) as u32
    }

    fn add(
        &mut self,
        parent: u32,
        kind: NodeKind,
        name: &str,
        value: &str,
        attributes: &[(&str, &str)],
    ) -> u32 {
        let (name, value) = (self.text(name), self.text(value));
        let attributes = attributes.iter().map(|(key, value)| (self.text(key), self.text(value))).collect();
        let layout = Layout {
            bounds: Rect::new(0.0, 0.0, 600.0, 20.0),
            style_set: (kind != NodeKind::Document).then_some(0),
            text_opacity: 1000,
            ..Layout::default()
        };
        let node =
            NodeData { parent, kind, name, value, attributes, layout: Some(layout), ..NodeData::default() };
        self.nodes.push(node);
        self.nodes.len() as u32 - 1
    }
}
