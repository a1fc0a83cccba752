//! A link leads to the main content, or to an element that contains it.

use crate::{
    Node, Page, Rule, Verdict,
    parts::{bypass, skip_links},
    referential::Aspect,
};

/// Smallest number of other pages to which a page must link to count as a page of a site, with a navigation to skip.
const FEWEST_PAGES: usize = 4;

pub static RULE: Rule = Rule {
    id: "skip-link-exists",
    aspects: &[Aspect::new("skip-link-present")],
    act: &[],
    wcag: &["2.4.1"],
    doc: include_str!("skip_link_exists.md"),
    applicability,
    expectation,
};

/// The root element of a page that links to other pages and is no frameset. A site of a single page needs no skip link.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let root = page.root_element().filter(|root| root.is("html"));
    root.filter(|_| page.all(&["frame"]).is_empty() && skip_links::other_pages(page) >= FEWEST_PAGES)
        .into_iter()
        .collect()
}

fn expectation(html: Node<'_>) -> Verdict {
    let page = html.page();
    let links = skip_links::all(page);
    let main = skip_links::main_of(page);
    let leads_there = |target: Node<'_>| {
        main.is_some_and(|main| {
            target == main || main.is_inside(target) && !target.is("body") && !target.is("html")
        })
    };
    let reachable = |link: Node<'_>| link.is_tabbable() && link.is_exposed();
    if links.iter().any(|link| link.target.is_some_and(leads_there) && reachable(link.link)) {
        return Verdict::pass();
    }
    // A person must look at any other link to a place in the page, at any control that a script may make a skip link,
    // and at a page whose content comes first.
    let mut controls = page
        .elements()
        .filter(|node| node.is_one_of(&["a", "button", "area"]) || node.has_attribute("onclick"));
    let scripted = |node: Node<'_>| {
        let address = node.attribute("href").unwrap_or_default().trim().to_ascii_lowercase();
        address.starts_with("javascript:") || skip_links::announces_content(node)
    };
    if !links.is_empty() || controls.any(scripted) || !bypass::has_something_to_skip(page) {
        Verdict::cant_tell("skip-link-perhaps")
    } else {
        Verdict::fail("no-skip-link")
    }
}
