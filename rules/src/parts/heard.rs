//! Places of a page in which scripts listen to what somebody does.

use super::roles;
use crate::{Node, Page, page::sections::listened::Kind};

/// A place in which something is heard: a node, or the window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub node: Option<Node<'p>>,
}

/// Places in which one of these kinds is heard. None where that was not asked.
pub(crate) fn heard<'p>(page: &'p Page, kinds: &[Kind]) -> Vec<Place<'p>> {
    let all = page.sections().listened.iter().flat_map(|listened| &listened.heard);
    let mut places: Vec<Place<'p>> = Vec::new();
    for heard in all.filter(|heard| kinds.contains(&heard.kind)) {
        let place = Place { node: heard.node.and_then(|number| page.node(number)) };
        if places.iter().all(|known| known.node != place.node) {
            places.push(place);
        }
    }
    places
}

/// Elements by which these places are told, each once: the root of the page stands for its window.
pub(crate) fn told<'p>(page: &'p Page, places: &[Place<'p>]) -> Vec<Node<'p>> {
    let mut told: Vec<Node<'p>> = Vec::new();
    for place in places {
        let element = place.node.filter(Node::is_element).or_else(|| page.root_element());
        told.extend(element.filter(|element| !told.contains(element)));
    }
    told
}

/// Whether a key that is heard here may be a shortcut: a component hears keys only while it has the focus.
pub(crate) fn is_shortcut(place: Place<'_>) -> bool {
    const COMPONENTS: &[&str] = &["a", "button", "input", "select", "summary", "textarea"];
    let is_component = |node: Node<'_>| {
        node.is_one_of(COMPONENTS) || roles::given_role(node).is_some_and(|role| role.is_a("widget"))
    };
    !place.node.is_some_and(is_component)
}
