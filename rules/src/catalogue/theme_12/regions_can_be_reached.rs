//! The regions of a page can be reached or skipped in some way.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{bypass, skip_links},
    referential::Aspect,
};

const LANDMARKS: &[&str] = &["banner", "navigation", "main", "contentinfo", "search"];
/// Smallest number of other pages to which a page of a site links.
const FEWEST_PAGES: usize = 4;

pub static RULE: Rule = Rule {
    id: "regions-can-be-reached",
    aspects: &[Aspect::new("regions-reachable")],
    act: &[],
    wcag: &["1.3.1", "2.4.1"],
    doc: include_str!("regions_can_be_reached.md"),
    applicability,
    expectation,
};

/// The root element of a page that has text, links to other pages of its site and is no frameset.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let has_text = page.body().is_some_and(|body| !body.visible_text().is_empty());
    let root = page.root_element().filter(|root| root.is("html") && has_text);
    root.filter(|_| page.all(&["frame"]).is_empty() && skip_links::other_pages(page) >= FEWEST_PAGES)
        .into_iter()
        .collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let own = || page.elements().filter(|node| node.document() == 0 && !node.is_hidden());
    let landmark = own().any(|node| node.role().is_some_and(|role| LANDMARKS.contains(&role)));
    let heading =
        own().any(|node| node.has_role("heading") || node.is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"]));
    let toggle = own().any(|node| {
        node.is_one_of(&["button", "summary"])
            || node.has_attribute("onclick")
            || node.attribute_is("role", "button")
    });
    let has_way = landmark || heading || toggle || !skip_links::all(page).is_empty();
    // A page that does not begin with a repeated block may be a plain text with links, without regions.
    if has_way || !bypass::begins_with_repeated_block(page) {
        Verdict::cant_tell("regions-to-check")
    } else {
        Verdict::fail("regions-out-of-reach")
    }
}
