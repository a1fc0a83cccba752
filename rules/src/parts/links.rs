//! Elements that are links, and the four kinds of links that the RGAA distinguishes.

use crate::{Node, Page, referential::Aspect};

/// ARIA roles of links.
const LINK_ROLES: &[&str] = &["link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"];

/// Elements that make a link an image link, besides `role="img"`.
const IMAGES: &[&str] = &["img", "object", "canvas", "svg"];

/// The kind of a link, which depends on its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    Text,
    Image,
    Composite,
    Svg,
}

impl LinkKind {
    /// The aspect that says whether a link of this kind is explicit.
    pub fn aspect(self) -> Aspect {
        match self {
            Self::Text => Aspect::new("text-link-explicit"),
            Self::Image => Aspect::new("image-link-explicit"),
            Self::Composite => Aspect::new("composite-link-explicit"),
            Self::Svg => Aspect::new("svg-link-explicit"),
        }
    }
}

/// Links that reach assistive technologies.
pub fn exposed(page: &Page) -> Vec<Node<'_>> {
    let is_link = |node: &Node<'_>| {
        is_link(*node) && node.is_exposed() && node.role().is_some_and(|role| LINK_ROLES.contains(&role))
    };
    page.elements().filter(is_link).collect()
}

/// Whether the node is a link by its markup: `a` or `area` with an address, in HTML or SVG, or `role="link"`.
pub fn is_link(node: Node<'_>) -> bool {
    let leads_somewhere = || node.is_one_of(&["a", "area"]) && address(node).is_some();
    match node.role_tokens().first() {
        // Browsers ignore these roles on an element that can take the focus.
        Some(role) if matches!(role.as_str(), "none" | "presentation") => {
            leads_somewhere() && node.is_focusable()
        }
        Some(role) => LINK_ROLES.contains(&role.as_str()),
        None => leads_somewhere(),
    }
}

/// The address as written.
pub fn address<'p>(link: Node<'p>) -> Option<&'p str> {
    link.attribute("href").or_else(|| link.attribute("xlink:href"))
}

/// Whether an address, as written, is a place in the page itself.
pub fn is_place_in_page(address: &str) -> bool {
    address.trim_start().starts_with('#')
}

pub fn kind(link: Node<'_>) -> LinkKind {
    if !link.is_html() && link.closest(|node| node.is("svg")).is_some() {
        return LinkKind::Svg;
    }
    let has_text = !link.rendered_text().is_empty();
    match (has_image(link), has_text) {
        (true, true) => LinkKind::Composite,
        (true, false) => LinkKind::Image,
        (false, _) => LinkKind::Text,
    }
}

/// Whether the link is an area or shows an image, which may be decoration.
pub fn has_image(link: Node<'_>) -> bool {
    link.is("area")
        || link.descendants().any(|node| node.is_one_of(IMAGES) || node.attribute_is("role", "img"))
}

/// Whether all characters are in the private use areas of Unicode, which icon fonts use and no speech synthesis can
/// read.
pub fn is_only_glyphs(name: &str) -> bool {
    let is_glyph = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let mut characters = name.chars().filter(|c| !c.is_whitespace()).peekable();
    characters.peek().is_some() && characters.all(is_glyph)
}

#[cfg(test)]
mod tests {
    use super::is_only_glyphs;

    #[test]
    fn glyphs_of_icon_fonts_are_no_text() {
        assert!(is_only_glyphs("\u{f015}") && is_only_glyphs(" \u{e001} \u{f0001} "));
        assert!(!is_only_glyphs("\u{f015} Accueil") && !is_only_glyphs("→") && !is_only_glyphs(""));
    }
}
