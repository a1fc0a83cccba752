//! Places of a page at which scripts listen to user events.

use super::roles;
use crate::{Node, Page, page::sections::listened::Kind};

/// A node, or the window, on which a script listens. `None` for the window, and for a node that was not captured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub node: Option<Node<'p>>,
}

/// Places at which a script listens to one of these kinds of events, each once. Empty if the browser was not asked for
/// listeners.
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

/// Elements that findings name for these places, each once. The root element of the page stands for the window.
pub(crate) fn told<'p>(page: &'p Page, places: &[Place<'p>]) -> Vec<Node<'p>> {
    let mut told: Vec<Node<'p>> = Vec::new();
    for place in places {
        let element = place.node.filter(Node::is_element).or_else(|| page.root_element());
        told.extend(element.filter(|element| !told.contains(element)));
    }
    told
}

/// Whether a key pressed at this place may be a shortcut. At a component of the interface it is none, because a
/// component receives keys only while it has the focus.
pub(crate) fn is_shortcut(place: Place<'_>) -> bool {
    const COMPONENTS: &[&str] = &["a", "button", "input", "select", "summary", "textarea"];
    let is_component = |node: Node<'_>| {
        node.is_one_of(COMPONENTS) || roles::given_role(node).is_some_and(|role| role.is_a("widget"))
    };
    !place.node.is_some_and(is_component)
}
