//! Converts the browser's accessibility tree to the form of the kept page.

use super::strings::{Strings, cut};
use rules::page::snapshot::{AxData, NameFrom};
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

const MOST_NAME: usize = 2000;

/// Properties that no rule reads, and that would make kept pages larger.
const LEFT_OUT: &[&str] =
    &["url", "settable", "multiline", "live", "atomic", "relevant", "busy", "root", "keyshortcuts"];
/// Properties that are kept even if they are `false`, because their absence means something else.
const MEANT_WHEN_FALSE: &[&str] = &["expanded", "checked", "pressed", "selected"];

/// Nodes by the `backendNodeId` of the DOM node they stand for.
#[derive(Default)]
pub struct AxNodes(HashMap<i64, AxNode>);

#[derive(Deserialize)]
pub struct Tree {
    nodes: Vec<AxNode>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AxNode {
    #[serde(rename = "backendDOMNodeId")]
    backend: Option<i64>,
    #[serde(default)]
    ignored: bool,
    #[serde(default)]
    ignored_reasons: Vec<Property>,
    role: Option<AxValue>,
    name: Option<AxValue>,
    description: Option<AxValue>,
    #[serde(default)]
    properties: Vec<Property>,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: AxValue,
}

#[derive(Deserialize)]
struct AxValue {
    #[serde(default)]
    value: Value,
    #[serde(default)]
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    #[serde(rename = "type")]
    kind: String,
    value: Option<AxValue>,
    attribute: Option<String>,
    native_source: Option<String>,
    #[serde(default)]
    superseded: bool,
}

impl AxNodes {
    pub fn add(&mut self, tree: Tree) {
        for node in tree.nodes {
            let Some(backend) = node.backend else { continue };
            // If several nodes stand for one element, the exposed one is taken.
            let better = self.0.get(&backend).is_none_or(|held| held.ignored && !node.ignored);
            if better {
                self.0.insert(backend, node);
            }
        }
    }

    pub fn take(&mut self, backend: i64, strings: &mut Strings) -> Option<AxData> {
        let node = self.0.remove(&backend)?;
        let role = node.role.as_ref().map_or("", |role| role.text());
        // The name of a text is the text itself, which is kept already.
        let named = !matches!(role, "StaticText" | "InlineTextBox" | "ListMarker");
        let name = node.name.as_ref().filter(|_| named);
        Some(AxData {
            ignored: node.ignored,
            ignored_reasons: node.ignored_reasons.iter().map(|reason| strings.number(&reason.name)).collect(),
            role: strings.number(role),
            name: strings.number(cut(name.map_or("", |name| name.text()), MOST_NAME)),
            name_from: name.map_or(NameFrom::Nothing, name_from),
            description: strings
                .number(cut(node.description.as_ref().map_or("", |text| text.text()), MOST_NAME)),
            properties: node.properties.iter().filter_map(|property| property.kept(strings)).collect(),
        })
    }
}

impl AxValue {
    fn text(&self) -> &str {
        self.value.as_str().unwrap_or_default()
    }
}

impl Property {
    fn kept(&self, strings: &mut Strings) -> Option<(u32, u32)> {
        let value = match &self.value.value {
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) => self.value.value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        let says_nothing = value == "false" && !MEANT_WHEN_FALSE.contains(&self.name.as_str());
        if LEFT_OUT.contains(&self.name.as_str()) || says_nothing {
            return None;
        }
        Some((strings.number(&self.name), strings.number(cut(&value, 200))))
    }
}

/// The source that the name came from.
fn name_from(name: &AxValue) -> NameFrom {
    if name.text().trim().is_empty() {
        return NameFrom::Nothing;
    }
    let gave = |source: &&Source| {
        !source.superseded && source.value.as_ref().is_some_and(|value| !value.text().trim().is_empty())
    };
    let Some(source) = name.sources.iter().find(gave) else { return NameFrom::Other };
    match (source.kind.as_str(), source.attribute.as_deref(), &source.native_source) {
        (_, Some("aria-labelledby"), _) => NameFrom::AriaLabelledby,
        (_, Some("aria-label"), _) => NameFrom::AriaLabel,
        (_, _, Some(_)) => NameFrom::NativeElement,
        (_, Some("title"), _) => NameFrom::Title,
        ("placeholder", ..) => NameFrom::Placeholder,
        ("contents", ..) => NameFrom::Contents,
        (_, Some(_), _) => NameFrom::NativeAttribute,
        _ => NameFrom::Other,
    }
}
