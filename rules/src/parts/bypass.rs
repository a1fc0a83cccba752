//! Ways to skip blocks that are repeated on every page, as far as a single page shows them.

use super::{focus_order::is_in_focus_order, links, skip_links};
use crate::{Node, Page, Verdict};

/// Blocks that sites repeat from page to page.
const REPEATED: &[&str] = &["navigation", "complementary", "banner", "contentinfo"];

/// Least number of successive links that count as a menu; fewer may be a sentence or a breadcrumb.
const FEWEST_LINKS: usize = 3;

/// The target of rules about the whole page: its `html` element, or nothing if the root is another element.
pub(crate) fn whole_page(page: &Page) -> Vec<Node<'_>> {
    page.root_element().filter(|root| root.is("html")).into_iter().collect()
}

/// The verdict of rules that require one way to skip repeated blocks. Software can see that there is no such way; only
/// a person can tell whether an existing one leads to the right place.
pub(crate) fn judge(
    html: Node<'_>,
    has_way: impl Fn(&Page) -> bool,
    missing: &'static str,
    to_check: &'static str,
) -> Verdict {
    if !has_way(html.page()) && begins_with_repeated_block(html.page()) {
        Verdict::fail(missing)
    } else {
        Verdict::cant_tell(to_check)
    }
}

/// Whether the page begins with a repeated block, or with links to other pages, and has other text after it.
pub(crate) fn begins_with_repeated_block(page: &Page) -> bool {
    let shown = |node: &Node<'_>| {
        node.document() == 0 && node.is_text() && !node.text().trim().is_empty() && node.is_visible()
    };
    let mut texts = page.nodes().filter(shown);
    let first = texts.next().is_some_and(|text| is_repeated(text) || is_in_link_away(text));
    first && texts.any(|text| !is_repeated(text) && !is_in_link_away(text))
}

/// Whether the node is inside a block that sites repeat.
pub(crate) fn is_repeated(node: Node<'_>) -> bool {
    let repeated = |above: &Node<'_>| {
        above.role().is_some_and(|role| REPEATED.contains(&role)) || above.is_one_of(&["nav", "aside"])
    };
    node.closest(repeated).is_some()
}

fn is_in_link_away(text: Node<'_>) -> bool {
    let link = text.ancestors().find(|above| above.is("a") && above.has_attribute("href"));
    link.is_some_and(leads_away)
}

/// Whether the link leads to another page.
fn leads_away(link: Node<'_>) -> bool {
    let address = link.attribute("href");
    link.is_one_of(&["a", "area"]) && address.is_some_and(|address| !links::is_place_in_page(address))
}

/// Whether links to other pages come before the content, so that there is something to skip. With a main region, one
/// link before it is enough. Without one, at least [`FEWEST_LINKS`] links must come in a row before a text that is
/// neither part of a link nor inside a block that sites repeat.
pub(crate) fn has_something_to_skip(page: &Page) -> bool {
    let is_link = |node: Node<'_>| node.document() == 0 && leads_away(node) && node.is_exposed();
    if let Some(main) = skip_links::main_of(page) {
        return page.elements().take_while(|node| node.number() < main.number()).any(is_link);
    }
    let is_own = |node: &Node<'_>| {
        let says = node.is_text() && node.text().chars().any(char::is_alphanumeric) && node.is_exposed();
        says && node.document() == 0 && !is_repeated(*node) && !is_in_link_away(*node)
    };
    let mut links = 0;
    for node in page.nodes() {
        if is_link(node) {
            links += 1;
        } else if is_own(&node) {
            if links >= FEWEST_LINKS {
                return true;
            }
            links = 0;
        }
    }
    false
}

/// Whether there is a heading outside repeated blocks that is visible and reaches assistive technologies.
pub(crate) fn has_own_heading(page: &Page) -> bool {
    page.elements().any(|node| {
        node.has_role("heading")
            && node.document() == 0
            && node.is_exposed()
            && node.is_visible()
            && !is_repeated(node)
    })
}

/// Whether there is a landmark that may contain content that is not repeated.
pub(crate) fn has_own_landmark(page: &Page) -> bool {
    const OWN: &[&str] = &["main", "region", "form", "search"];
    page.elements().any(|node| node.role().is_some_and(|role| OWN.contains(&role)) && !is_repeated(node))
}

/// Whether there is any way to skip repeated blocks.
pub(crate) fn has_any_way(page: &Page) -> bool {
    has_own_heading(page) || has_own_landmark(page) || has_instrument(page)
}

/// Whether there is a link that leads to content that is not repeated, or a control that may skip or collapse
/// something.
pub(crate) fn has_instrument(page: &Page) -> bool {
    skip_links::all(page).into_iter().any(leads_on) || has_control(page)
}

/// Whether the link can be reached and comes before its target, and the target is not inside a repeated block.
fn leads_on(link: skip_links::InPage<'_>) -> bool {
    let is_before = |target: &Node<'_>| link.link.number() < target.number() && !is_repeated(*target);
    is_in_focus_order(link.link)
        && link.link.is_exposed()
        && link.target.is_some_and(|target| is_before(&target))
}

/// Whether there is a control that may collapse or skip something.
pub(crate) fn has_control(page: &Page) -> bool {
    page.elements().any(|node| {
        node.is_one_of(&["button", "summary", "input"])
            || node.has_attribute("onclick")
            || node.has_role("button")
    })
}
