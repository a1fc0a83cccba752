//! Navigation menus: lists of links to pages of the site that are repeated from page to page.

use super::{Position, addresses::Addresses};
use crate::{Node, Page, page::Spot};
use std::collections::BTreeSet;

/// Smallest number of different destinations of a menu.
pub const FEWEST_LINKS: usize = 4;

/// Largest number of links of a menu that are examined.
const MOST_LINKS: usize = 200;

/// A `nav` element, or an element with the role `navigation`, with at least four links to pages of the site.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Addresses in the order of the source, each once.
    pub links: Vec<String>,
    /// The accessible name of each link, in the same order, normalised for comparing.
    pub names: Vec<String>,
    pub standing: Position,
    pub spot: Spot,
}

impl Menu {
    /// Whether both menus share at least four destinations, and at least four fifths of all destinations of the two.
    pub fn is_like(&self, other: &Self) -> bool {
        let (own, theirs): (BTreeSet<&String>, BTreeSet<&String>) =
            (self.links.iter().collect(), other.links.iter().collect());
        let common = own.intersection(&theirs).count();
        common >= FEWEST_LINKS && common * 5 >= own.union(&theirs).count() * 4
    }
}

pub(super) fn all(page: &Page, addresses: &Addresses, main: Option<Node<'_>>) -> Vec<Menu> {
    let is_menu = |node: &Node<'_>| {
        (node.is("nav") || node.attribute_is("role", "navigation"))
            && node.document() == 0
            && node.is_exposed()
            && node.is_visible()
    };
    page.elements().filter(is_menu).filter_map(|node| read(node, addresses, main)).collect()
}

fn read(node: Node<'_>, addresses: &Addresses, main: Option<Node<'_>>) -> Option<Menu> {
    let (mut links, mut names) = (Vec::new(), Vec::new());
    for link in node.descendants().filter(|below| below.is("a")).take(MOST_LINKS) {
        let Some(address) = addresses.of_page(link) else { continue };
        if !links.contains(&address) {
            links.push(address);
            names.push(crate::standards::words::normalise(link.accessible_name()));
        }
    }
    let standing = Position::from_node(node, main);
    (links.len() >= FEWEST_LINKS).then(|| Menu { links, names, standing, spot: Spot::from_node(node) })
}
