//! Sizes of boxes with more content than they show, asked of the page itself.

use crate::browser::script::list;
use rules::page::snapshot::{DocumentData, NodeData, NodeKind, ScrollSize};
use serde_json::Value;

/// The sizes in the main document, without shadow trees.
#[derive(Debug, Default, PartialEq)]
pub struct Scrolled {
    /// Number of elements when this was asked.
    elements: u64,
    /// Sizes, by the rank of the element.
    sizes: Vec<(usize, ScrollSize)>,
}

impl Scrolled {
    pub fn read(told: &Value) -> Self {
        let elements = told[0].as_u64().unwrap_or(0);
        Self { elements, sizes: list(&told[1]).iter().filter_map(size).collect() }
    }

    /// Adds the sizes to the documents, the main one first. They stay unknown for elements that were not asked about,
    /// or for all if the page changed between two questions.
    pub fn tell(&self, documents: &mut [DocumentData]) {
        for (number, document) in documents.iter_mut().enumerate() {
            let elements = document.nodes.iter_mut().filter(|node| node.kind == NodeKind::Element);
            let (mut asked, mut unknown): (Vec<_>, Vec<_>) =
                elements.partition(|node| number == 0 && node.shadow.is_none());
            if asked.len() as u64 != self.elements {
                unknown.append(&mut asked);
            }
            for (rank, size) in &self.sizes {
                asked.get_mut(*rank).into_iter().for_each(|node| set(node, *size));
            }
            unknown.into_iter().for_each(|node| set(node, ScrollSize::UNKNOWN));
        }
    }
}

/// An element without a box has no size.
fn set(node: &mut NodeData, scroll: ScrollSize) {
    if let Some(layout) = &mut node.layout {
        layout.scroll = Some(scroll);
    }
}

fn size(told: &Value) -> Option<(usize, ScrollSize)> {
    let number = |at: usize| told[at].as_u64().and_then(|number| u32::try_from(number).ok());
    let size = ScrollSize {
        client_width: number(1)?,
        client_height: number(2)?,
        scroll_width: number(3)?,
        scroll_height: number(4)?,
    };
    Some((number(0)? as usize, size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::page::snapshot::{Layout, Shadow};
    use serde_json::json;

    fn drawn(kind: NodeKind, shadow: Option<Shadow>) -> NodeData {
        NodeData { kind, shadow, layout: Some(Layout::default()), ..NodeData::default() }
    }

    const SCROLLED: ScrollSize =
        ScrollSize { client_width: 100, client_height: 50, scroll_width: 100, scroll_height: 400 };

    /// Sizes of two elements with the inside of a component between them, and of a frame.
    fn told(elements: u32) -> Vec<Option<ScrollSize>> {
        let main = [None, Some(Shadow::Open), None].map(|shadow| drawn(NodeKind::Element, shadow));
        let frame = vec![drawn(NodeKind::Element, None)];
        let mut documents =
            [main.to_vec(), frame].map(|nodes| DocumentData { nodes, ..DocumentData::default() });
        Scrolled::read(&json!([elements, [[1, 100, 50, 100, 400]]])).tell(&mut documents);
        documents
            .into_iter()
            .flat_map(|document| document.nodes)
            .map(|node| node.layout.unwrap().scroll)
            .collect()
    }

    #[test]
    fn a_rank_counts_the_elements_outside_of_shadow_trees() {
        let unknown = Some(ScrollSize::UNKNOWN);
        assert_eq!(told(2), [None, unknown, Some(SCROLLED), unknown]);
    }

    #[test]
    fn of_a_page_that_changed_meanwhile_nothing_is_known() {
        assert_eq!(told(3), [Some(ScrollSize::UNKNOWN); 4]);
    }

    #[test]
    fn what_is_no_size_is_left_out() {
        let none = Scrolled { elements: 1, sizes: Vec::new() };
        for told in [json!([1, [[0, 1, 2, 3]]]), json!([1, [[0, 1, -2, 3, 4]]]), json!([1])] {
            assert_eq!(Scrolled::read(&told), none);
        }
    }
}
