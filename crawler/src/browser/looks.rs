//! The looks of elements that the pictured pages of an audit have. A picture costs a tenth of a page's time and is only
//! kept for the defects that it shows. So a page whose elements all look like those of pictured pages gets none: its
//! defects stand in the same templates.

use rules::{
    Snapshot,
    page::snapshot::{DocumentData, NodeData, NodeKind},
};
use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

#[derive(Debug, Default)]
pub struct Looks(Mutex<HashSet<String>>);

impl Looks {
    /// Whether the page has an element of a look that no page before it had. All its looks are known from now on.
    pub fn has_new(&self, page: &Snapshot) -> bool {
        // The set is whole even if a thread panicked while it held the lock.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.len();
        known.extend(page.documents.iter().flat_map(|document| looks(page, document)));
        known.len() > before
    }
}

fn looks(page: &Snapshot, document: &DocumentData) -> impl Iterator<Item = String> {
    let parents: HashSet<u32> = document.nodes.iter().map(|node| node.parent).collect();
    let elements = (0..).zip(&document.nodes).filter(|(_, node)| node.kind == NodeKind::Element);
    let shown = elements.filter(|(_, node)| node.layout.is_some());
    shown.map(move |(number, node)| look(page, node, parents.contains(&number)))
}

/// The look of an element, as far as its template decides it: its name, its classes, which attributes it has, and
/// whether it has children.
fn look(page: &Snapshot, node: &NodeData, is_filled: bool) -> String {
    let text = |index: u32| page.strings.get(index as usize).map_or("", String::as_str);
    let attributes = node.attributes.iter().map(|(name, value)| match text(*name) {
        "class" => format!(" class={}", text(*value)),
        name => format!(" {name}"),
    });
    format!("{}{} {is_filled}", text(node.name), attributes.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::page::snapshot::Layout;

    /// A page of shown elements, each with its class and its parent.
    fn page(elements: &[(&str, u32)]) -> Snapshot {
        let mut page =
            Snapshot { strings: ["", "class", "P"].map(String::from).into(), ..Snapshot::default() };
        let mut nodes = vec![NodeData { kind: NodeKind::Document, ..NodeData::default() }];
        for (class, parent) in elements {
            page.strings.push((*class).to_owned());
            nodes.push(NodeData {
                parent: *parent,
                name: 2,
                attributes: vec![(1, page.strings.len() as u32 - 1)],
                layout: Some(Layout::default()),
                ..NodeData::default()
            });
        }
        page.documents.push(DocumentData { nodes, ..DocumentData::default() });
        page
    }

    #[test]
    fn only_a_page_with_something_new_is_pictured() {
        let looks = Looks::default();
        assert!(looks.has_new(&page(&[("news", 0), ("date", 1)])), "the first page");
        assert!(!looks.has_new(&page(&[("news", 0), ("date", 1), ("date", 1)])), "more of the same");
        assert!(looks.has_new(&page(&[("news", 0), ("price", 1)])), "a class that is new");
        assert!(looks.has_new(&page(&[("date", 0), ("news", 1)])), "an element that was never empty");
        assert!(!looks.has_new(&page(&[("price", 0)])));
    }

    #[test]
    fn what_is_not_shown_is_not_looked_at() {
        let looks = Looks::default();
        let mut hidden = page(&[("secret", 0)]);
        hidden.documents[0].nodes[1].layout = None;
        assert!(!looks.has_new(&hidden));
    }
}
