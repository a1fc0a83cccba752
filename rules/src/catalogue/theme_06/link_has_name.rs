//! A link has an accessible name.

use crate::{
    Node, Page, Rule, Verdict,
    page::NameFrom,
    parts::{
        links,
        name_inside::{self, Inside},
        names, unseen,
    },
    referential::Aspect,
};

const NAME: Aspect = Aspect::new("link-name");
/// The aspect that there is a name at all, even if it is only a sign of an icon font.
const PRESENT: Aspect = Aspect::new("link-name-present");

pub static RULE: Rule = Rule {
    id: "link-has-name",
    aspects: &[NAME, PRESENT],
    act: &["c487ae"],
    wcag: &["2.4.4", "2.4.9", "4.1.2"],
    doc: include_str!("link_has_name.md"),
    applicability,
    expectation,
};

/// Exposed links. A link that is not exposed is a target only if nothing in it can name it: it may be shown later.
fn applicability(page: &Page) -> Vec<Node<'_>> {
    let waits = |node: &Node<'_>| links::is_link(*node) && unseen::waits(*node) && !may_have_name(*node);
    let mut targets = links::exposed(page);
    targets.extend(page.elements().filter(waits));
    targets
}

fn expectation(link: Node<'_>) -> Verdict {
    let name = link.accessible_name();
    if name.is_empty() {
        return unnamed(link);
    }
    let is_glyph = links::is_only_glyphs(name);
    if link.name_from() == NameFrom::Title || is_glyph && names::filled(link, "title").is_some() {
        return Verdict::cant_tell("link-named-by-title")
            .with("title", link.attribute("title").unwrap_or(name));
    }
    if is_glyph && name_inside::inside(link) == Inside::Nothing {
        Verdict::fail("link-only-glyphs").of(&[NAME])
    } else if is_named_by_symbol(link) {
        Verdict::cant_tell("link-perhaps-named")
    } else {
        Verdict::pass()
    }
}

/// Attributes that may name the link although the browser took no name from them.
const ELSEWHERE: &[&str] = &["aria-labelledby", "xlink:title", "title", "aria-label"];

/// The verdict on a link for which the browser computed no name.
fn unnamed(link: Node<'_>) -> Verdict {
    if !link.is_exposed() || has_image_that_failed(link) {
        return Verdict::cant_tell("link-hidden-unnamed");
    }
    match name_inside::inside(link) {
        Inside::Text => Verdict::pass(),
        Inside::Unclear => Verdict::cant_tell("link-perhaps-named"),
        Inside::Nothing if names::is_named_by(link, ELSEWHERE) => Verdict::cant_tell("link-perhaps-named"),
        Inside::Nothing => Verdict::fail("link-unnamed"),
    }
}

/// Whether the link contains some text, or some attribute that names it.
fn may_have_name(link: Node<'_>) -> bool {
    has_naming_attribute(link)
        || !link.text_content().trim().is_empty()
        || link.descendants().any(has_naming_attribute)
}

fn has_naming_attribute(node: Node<'_>) -> bool {
    const NAMING: [&str; 4] = ["aria-label", "aria-labelledby", "title", "alt"];
    NAMING.iter().any(|name| node.attribute(name).is_some_and(|value| !value.trim().is_empty()))
}

/// Whether the only text of the link comes from a drawing that a `use` element inserts. Chromium takes the title of
/// that drawing as the name of the link; other browsers do not.
fn is_named_by_symbol(link: Node<'_>) -> bool {
    let own = || link.descendants().filter(|node| node.shadow().is_none());
    let says =
        |node: Node<'_>| has_naming_attribute(node) || node.is_text() && !node.text().trim().is_empty();
    own().any(|node| node.is("use")) && !names::is_named_by(link, ELSEWHERE) && !own().any(says)
}

/// Whether a script hid an image that did not load. Where the image loads, its alternative names the link.
fn has_image_that_failed(link: Node<'_>) -> bool {
    let names = |image: &Node<'_>| image.attribute("alt").is_some_and(|alt| !alt.trim().is_empty());
    link.descendants()
        .any(|node| node.is("img") && node.is_hidden() && node.has_attribute("onerror") && names(&node))
}
