//! Owned elements by ARIA's definition: elements without a role of their own are skipped, and `aria-owns` moves
//! elements.

use super::roles::{has_global_attribute, is_custom, is_presentational, semantic_role};
use crate::{Node, Page, standards::html_roles};
use std::collections::HashMap;

/// Most nested levels that are followed. No page needs more on purpose, but `aria-owns` can form circles.
const DEEPEST: usize = 300;

/// The elements that ARIA counts as children of an element.
#[derive(Default)]
pub struct Owned<'p> {
    pub elements: Vec<Node<'p>>,
    /// Whether something in between could not be understood: a custom element, a shadow tree, too many levels.
    pub is_unsure: bool,
}

/// The element that ARIA counts as parent of an element.
#[derive(Default)]
pub struct Owner<'p> {
    pub element: Option<Node<'p>>,
    pub is_unsure: bool,
}

pub fn owned(node: Node<'_>) -> Owned<'_> {
    let mut all = Owned::default();
    gather(node, &mut all, 0);
    all
}

fn gather<'p>(node: Node<'p>, all: &mut Owned<'p>, depth: usize) {
    if depth > DEEPEST {
        all.is_unsure = true;
        return;
    }
    let own = node.child_elements().filter(|child| adopter(*child).is_none());
    for child in own.chain(node.referenced("aria-owns")).filter(Node::is_exposed) {
        all.is_unsure |= is_unreadable(child);
        if is_looked_through(child) { gather(child, all, depth + 1) } else { all.elements.push(child) }
    }
}

pub fn owner(node: Node<'_>) -> Owner<'_> {
    let mut found = Owner::default();
    let mut at = node;
    for _ in 0..DEEPEST {
        found.is_unsure |= is_mixed_shadow(at);
        let Some(above) = adopter(at).or_else(|| at.parent()).filter(Node::is_element) else { return found };
        if !is_looked_through(above) {
            found.element = Some(above);
            return found;
        }
        found.is_unsure |= is_unreadable(above);
        at = above;
    }
    found.is_unsure = true;
    found
}

/// The element that owns this one by `aria-owns`.
fn adopter(node: Node<'_>) -> Option<Node<'_>> {
    let id = node.attribute("id").filter(|_| node.page().mentions("aria-owns"))?;
    let adopters = node.page().fact(Adopters::from_page);
    let number = adopters.0.get(&node.document())?.get(id)?;
    let owner = node.page().node(*number)?;
    (owner != node && !owner.is_inside(node)).then_some(owner)
}

/// Number of the first element that owns an id by `aria-owns`, by document and id.
struct Adopters(HashMap<u32, HashMap<String, u32>>);

impl Adopters {
    fn from_page(page: &Page) -> Self {
        let mut adopters: HashMap<u32, HashMap<String, u32>> = HashMap::new();
        for owner in page.elements().filter(|node| node.has_attribute("aria-owns")) {
            for id in owner.tokens("aria-owns") {
                adopters.entry(owner.document()).or_default().entry(id.to_owned()).or_insert(owner.number());
            }
        }
        Self(adopters)
    }
}

fn is_looked_through(node: Node<'_>) -> bool {
    match semantic_role(node) {
        Some(role) if role.name == "generic" => !has_global_attribute(node),
        Some(role) if role.name == "form" => !html_roles::HtmlElement::is_named(&node),
        Some(role) => is_presentational(role),
        None => is_custom(node) || node.is_one_of(&["slot", "label", "header", "footer", "aside"]),
    }
}

fn is_unreadable(node: Node<'_>) -> bool {
    (is_custom(node) && semantic_role(node).is_none()) || is_mixed_shadow(node)
}

/// Whether the node is in a shadow tree with slots. Elements of the page appear in the slots, but it is not known here
/// where.
fn is_mixed_shadow(node: Node<'_>) -> bool {
    node.shadow().is_some()
        && node.shadow_host().is_none_or(|host| host.descendants().any(|below| below.is("slot")))
}
