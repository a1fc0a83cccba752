//! Which elements are headings for assistive technologies.

use super::{names::filled, roles};
use crate::{Node, Page, Style};

const NAMES: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// By its markup: `h1` to `h6` that no role turns into something else, or `role="heading"`.
pub fn is_heading(node: Node<'_>) -> bool {
    match roles::explicit_role(node) {
        Some(role) => role.name == "heading",
        None => node.is_one_of(NAMES) && node.is_html(),
    }
}

/// Headings that reach assistive technologies, empty ones included.
pub fn exposed(page: &Page) -> Vec<Node<'_>> {
    page.elements()
        .filter(|node| is_heading(*node) && node.is_exposed() && !is_inside_heading(*node))
        .collect()
}

fn is_inside_heading(node: Node<'_>) -> bool {
    node.ancestors().any(is_heading)
}

/// Some text or alternative stands in it that may be heard, whatever name the browser gave: it stops at some elements, and
/// at what it has not laid out yet.
pub fn may_say_something(heading: Node<'_>) -> bool {
    const SPOKEN: &[&str] = &["alt", "aria-label", "title"];
    let says = |node: &Node<'_>| match node.is_text() {
        true => !node.text().trim().is_empty(),
        false => node.is_element() && SPOKEN.iter().any(|name| filled(*node, name).is_some()),
    };
    heading.descendants().any(|node| says(&node) && !is_silenced(node, heading))
}

fn is_silenced(node: Node<'_>, heading: Node<'_>) -> bool {
    const PROGRAMS: &[&str] = &["script", "style", "template", "noscript"];
    let by_style = |node: &Node<'_>| {
        let style = node.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    let is_off = |node: &Node<'_>| {
        node.has_attribute("hidden")
            || node.attribute_is("aria-hidden", "true")
            || node.is_one_of(PROGRAMS)
            || by_style(node)
            || node.style(Style::Visibility).is_some_and(|value| value != "visible")
    };
    std::iter::once(node)
        .chain(node.ancestors())
        .take_while(|above| *above != heading)
        .any(|above| is_off(&above))
}
